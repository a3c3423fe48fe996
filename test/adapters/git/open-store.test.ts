import { describeStore } from "../../contracts/store-contract.ts";
import { makeRepository, openGitStore } from "./git-repository.ts";

describeStore("git", async (files) => openGitStore(makeRepository(files)));
