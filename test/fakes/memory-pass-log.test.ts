import { describe } from "vitest";
import { passLogContract } from "../contracts/pass-log-contract.ts";
import { memoryPassLog } from "./memory-pass-log.ts";

describe("a pass log in memory", () => {
  passLogContract({ open: async () => memoryPassLog() });
});
