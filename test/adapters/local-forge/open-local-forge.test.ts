import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openLocalForge } from "../../../src/adapters/local-forge/open-local-forge.ts";
import { systemClock } from "../../../src/adapters/system-clock.ts";
import type { Forge } from "../../../src/ports/forge.ts";
import { describeForge, type ForgeUnderTest } from "../../contracts/forge-contract.ts";
import type { Files } from "../../contracts/store-contract.ts";
import { git, makeFolder, makeRepository, variables, writeFiles } from "../git/git-repository.ts";
import { wrapGit } from "../git/git-wrapper.ts";

const ada = { name: "Ada", email: "ada@example.com" };

function openForge(folder: string, own: Record<string, string | undefined> = variables): Forge {
  return openLocalForge({ root: folder, variables: own, clock: systemClock, actor: ada });
}

/** A commit on a branch, made in a work tree of its own unless the branch is checked out here. */
function commitOn(folder: string, branch: string, files: Files): string {
  const isHere = git(folder, ["branch", "--show-current"]).trim() === branch;
  const place = isHere ? folder : join(makeFolder(), "work");
  const isNew = git(folder, ["for-each-ref", `refs/heads/${branch}`]) === "";
  if (!isHere)
    git(folder, ["worktree", "add", "--quiet", ...(isNew ? ["-b", branch, place, "main"] : [place, branch])]);
  writeFiles(place, files);
  git(place, ["add", "--all"]);
  if (git(place, ["status", "--porcelain"]) !== "") git(place, ["commit", "--quiet", "--message=By hand"]);
  if (!isHere) git(folder, ["worktree", "remove", place]);
  return git(folder, ["rev-parse", branch]).trim();
}

function pullOf(
  folder: string,
  number: number,
): { comments: object; statuses: Record<string, Record<string, string>> } {
  return JSON.parse(git(folder, ["cat-file", "blob", `refs/litellm-profiles/pull/${number}:pull.json`]));
}

/** The next `update-ref` or `merge` does its work, and fails all the same. */
function losesReplies() {
  const flag = join(makeFolder(), "lose");
  const lost = `case $command in update-ref|merge) rm '${flag}' 2>/dev/null && code=128 ;; esac`;
  return { variables: wrapGit({ after: lost }).variables, loseNext: () => writeFileSync(flag, "") };
}

function forgeUnderTest(
  folder: string,
  own: Record<string, string | undefined>,
): Omit<ForgeUnderTest, "loseNextReply"> {
  return {
    forge: openForge(folder, own),
    commitOn: async (branch, files) => commitOn(folder, branch, files),
    removeBranch: async (branch) => void git(folder, ["branch", "--quiet", "-D", branch]),
    tipOf: async (branch) => {
      const [commit = "", ...parents] = git(folder, ["rev-list", "--parents", "-1", branch]).trim().split(" ");
      return { commit, parents };
    },
    commentsOf: async (number) => Object.values(pullOf(folder, number).comments),
    statusesOf: async ({ number }) =>
      Object.entries(pullOf(folder, number).statuses).map(([context, { state, description }]) =>
        [context, state, description].join(" "),
      ),
  };
}

describeForge("git alone", async () => {
  const folder = makeRepository({ "file.txt": "first\n" });
  const losing = losesReplies();
  return { ...forgeUnderTest(folder, losing.variables), loseNextReply: losing.loseNext };
});

const branch = "litellm-profiles/default";
const asked = { head: branch, base: "main", title: "Switch default", body: "body\n" };

async function withPull(files: Files = { "file.txt": "wanted\n" }) {
  const folder = makeRepository({ "file.txt": "first\n", "other.txt": "first\n" });
  const head = commitOn(folder, branch, files);
  const forge = openForge(folder);
  return { folder, head, forge, pull: await forge.open(asked) };
}

describe("a pull request in git", () => {
  it("is a chain of commits that each hold one file", async () => {
    const { folder, forge, pull } = await withPull();
    await forge.update(pull.number, { title: "Other", body: "other", base: "main" });
    await forge.update(pull.number, { state: "closed" });
    const ref = `refs/litellm-profiles/pull/${pull.number}`;
    expect(git(folder, ["log", "--format=%s", ref]).trim().split("\n")).toEqual([
      "Pull request 1, closed: Other",
      "Pull request 1, open: Other",
      "Pull request 1, open: Switch default",
    ]);
    expect(git(folder, ["ls-tree", "--name-only", ref])).toBe("pull.json\n");
    expect(JSON.parse(git(folder, ["cat-file", "blob", `${ref}~2:pull.json`]))).toMatchObject({
      v: 1,
      number: 1,
      state: "open",
      ...asked,
      author: "Ada <ada@example.com>",
    });
  });

  it("is written no further where nothing changes", async () => {
    const { folder, forge, pull } = await withPull();
    await forge.update(pull.number, { title: asked.title, body: asked.body, base: "main" });
    expect(git(folder, ["rev-list", "--count", "refs/litellm-profiles/pull/1"]).trim()).toBe("1");
    expect(await forge.get(pull.number)).toStrictEqual(pull);
  });

  it("is passed over where it is none, or of a later version", async () => {
    const { folder, forge, pull } = await withPull();
    const put = (number: string, text: string) => {
      const blob = git(folder, ["hash-object", "-w", "--stdin"], { input: text }).trim();
      const tree = git(folder, ["mktree"], { input: `100644 blob ${blob}\tpull.json\n` }).trim();
      git(folder, [
        "update-ref",
        `refs/litellm-profiles/pull/${number}`,
        git(folder, ["commit-tree", tree, "-m", "x"]).trim(),
      ]);
    };
    const written = JSON.parse(git(folder, ["cat-file", "blob", "refs/litellm-profiles/pull/1:pull.json"]));
    put("2", "no JSON");
    put("3", JSON.stringify({ ...written, v: 2, number: 3 }));
    put("4", JSON.stringify({ ...written, number: 5 }));
    put("6", "null");
    put("x", JSON.stringify(written));
    expect(await forge.list({ state: "all" })).toStrictEqual([pull]);
    await expect(forge.get(3)).rejects.toMatchObject({ code: "unknown-pull-request" });
  });

  it("does not lose what two change at once", async () => {
    const { folder, forge, pull } = await withPull();
    await Promise.all([
      ...["a", "b", "c"].map(async (kind) => forge.comment(pull.number, { kind, body: kind })),
      forge.update(pull.number, { title: "Other", body: "other", base: "main" }),
    ]);
    expect(pullOf(folder, pull.number).comments).toEqual({ a: "a", b: "b", c: "c" });
    expect(await forge.get(pull.number)).toMatchObject({ title: "Other" });
  });
});

describe("merging in git", () => {
  it("brings index and work tree along, and leaves other work", async () => {
    const { folder, head, forge, pull } = await withPull();
    writeFiles(folder, { "other.txt": "mine\n" });
    await forge.merge(pull.number, { head, message: "Merge\n" });
    expect(git(folder, ["status", "--porcelain"])).toBe(" M other.txt\n");
    expect(git(folder, ["show", "HEAD:file.txt"])).toBe("wanted\n");
    expect(git(folder, ["log", "-1", "--format=%s"])).toBe("Merge\n");
  });

  it("is refused where uncommitted work is in the way", async () => {
    const { folder, head, forge, pull } = await withPull();
    writeFiles(folder, { "file.txt": "mine\n" });
    const before = git(folder, ["rev-parse", "HEAD"]);
    await expect(forge.merge(pull.number, { head, message: "Merge" })).rejects.toMatchObject({
      code: "git-refused",
      hint: "Commit or stash what is in the way, then try again",
    });
    expect(git(folder, ["rev-parse", "HEAD"])).toBe(before);
    expect(git(folder, ["status", "--porcelain"])).toBe(" M file.txt\n");
    expect(await forge.get(pull.number)).toMatchObject({ state: "open" });
  });

  it.each([
    ["another branch", ["switch", "--quiet", "-c", "other"]],
    ["no branch", ["switch", "--quiet", "--detach"]],
  ])("is refused where %s is checked out", async (_, command) => {
    const { folder, head, forge, pull } = await withPull();
    git(folder, command);
    await expect(forge.merge(pull.number, { head, message: "Merge" })).rejects.toMatchObject({
      code: "merge-refused",
      hint: "Check it out: `git switch main`",
    });
    expect(git(folder, ["rev-parse", "main"])).not.toContain(head);
  });

  it("runs no hook of the repository", async () => {
    const { folder, head, forge, pull } = await withPull();
    const ran = join(makeFolder(), "ran");
    for (const hook of ["post-merge", "pre-merge-commit", "reference-transaction"]) {
      writeFileSync(join(folder, ".git/hooks", hook), `#!/bin/sh\n: > '${ran}'\n`, { mode: 0o755 });
    }
    await forge.merge(pull.number, { head, message: "Merge" });
    expect(existsSync(ran)).toBe(false);
    rmSync(ran, { force: true });
  });
});
