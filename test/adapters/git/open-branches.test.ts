import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openBranches } from "../../../src/adapters/git/open-branches.ts";
import { describeBranches, type BranchesUnderTest } from "../../contracts/branches-contract.ts";
import type { Files } from "../../contracts/store-contract.ts";
import { git, makeFolder, makeRepository, openGitStore, variables, writeFiles } from "./git-repository.ts";
import { wrapGit } from "./git-wrapper.ts";

const files = { "file.txt": "first\n", "other.txt": "first\n" };
const branch = "litellm-profiles/default";

/** Somebody else's clone. */
function commitFromElsewhere(repository: string, on: string, changed: Files): string {
  const clone = join(makeFolder(), "clone");
  git(makeFolder(), ["clone", "--quiet", repository, clone]);
  const isNew = git(repository, ["for-each-ref", `refs/heads/${on}`]) === "";
  git(clone, isNew ? ["switch", "--quiet", "-c", on, "origin/main"] : ["checkout", "--quiet", on]);
  writeFiles(clone, changed);
  git(clone, ["add", "--all"]);
  git(clone, ["commit", "--quiet", "--message=By hand"]);
  git(clone, ["push", "--quiet", "origin", on]);
  return git(clone, ["rev-parse", "HEAD"]).trim();
}

async function open(repository: string, root: string, remote?: string): Promise<BranchesUnderTest> {
  const flag = join(makeFolder(), "lose");
  const losing = wrapGit({ after: `[ "$command" = push ] && rm '${flag}' 2>/dev/null && code=128` });
  const place = { root, variables: losing.variables };
  return {
    branches: openBranches(remote === undefined ? place : { ...place, remote }),
    store: (await openGitStore(root)).store,
    commitOn: async (on, changed) => commitFromElsewhere(repository, on, changed),
    tipOf: async (name) =>
      git(repository, ["for-each-ref", "--format=%(objectname)", `refs/heads/${name}`]).trim() || null,
    loseNextReply: () => writeFileSync(flag, ""),
    refuse: async (words) => {
      const folder = git(repository, ["rev-parse", "--path-format=absolute", "--git-path", "hooks"]).trim();
      writeFileSync(join(folder, "pre-receive"), `#!/bin/sh\necho '${words}'; exit 1\n`, { mode: 0o755 });
    },
  };
}

describeBranches("a remote", async () => {
  const bare = makeRepository(null, ["--bare"]);
  git(makeRepository(files), ["push", "--quiet", bare, "main"]);
  const clone = join(makeFolder(), "clone");
  git(makeFolder(), ["clone", "--quiet", bare, clone]);
  return open(bare, clone, "origin");
});

describeBranches("the repository itself", async () => {
  const folder = makeRepository(files);
  git(folder, ["config", "receive.denyCurrentBranch", "ignore"]);
  return open(folder, folder);
});

describe("the branch that pull requests go into", () => {
  it("is found under its new name", async () => {
    const folder = makeRepository(files);
    const branches = openBranches({ root: folder, variables });
    await branches.look(branch);
    git(folder, ["branch", "--move", "trunk"]);
    expect(await branches.look(branch)).toMatchObject({ base: { name: "trunk" } });
  });

  it("is none where the head is detached", async () => {
    const folder = makeRepository(files);
    git(folder, ["checkout", "--quiet", "--detach"]);
    await expect(openBranches({ root: folder, variables }).look(branch)).rejects.toMatchObject({
      code: "detached-head",
      hint: "Check a branch out: `git switch NAME`",
    });
  });

  it("is none in a remote without a commit", async () => {
    const folder = makeRepository(files);
    git(folder, ["remote", "add", "origin", makeRepository(null, ["--bare"])]);
    await expect(openBranches({ root: folder, variables, remote: "origin" }).look(branch)).rejects.toMatchObject({
      code: "detached-head",
      message: "Remote `origin` has no default branch",
    });
  });

  it("is not the branch itself", async () => {
    const folder = makeRepository(files);
    git(folder, ["switch", "--quiet", "-c", branch]);
    await expect(openBranches({ root: folder, variables }).look(branch)).rejects.toMatchObject({
      code: "detached-head",
      hint: "Check out the branch that they go into: `git switch NAME`",
    });
  });
});

describe("a remote", () => {
  it("has to be configured", async () => {
    const folder = makeRepository(files);
    const branches = openBranches({ root: folder, variables, remote: "origin" });
    await expect(branches.look(branch)).rejects.toMatchObject({ code: "unknown-remote" });
  });

  it("that is gone cannot be reached", async () => {
    const folder = makeRepository(files);
    const bare = makeRepository(null, ["--bare"]);
    git(folder, ["remote", "add", "origin", bare]);
    git(folder, ["push", "--quiet", "origin", "main"]);
    const branches = openBranches({ root: folder, variables, remote: "origin" });
    const { base } = await branches.look(branch);
    renameSync(bare, `${bare}-away`);
    const unreachable = { code: "remote-unreachable", retry: "later" };
    await expect(branches.look(branch)).rejects.toMatchObject(unreachable);
    await expect(branches.move(branch, { from: null, to: base.commit })).rejects.toMatchObject(unreachable);
  });
});
