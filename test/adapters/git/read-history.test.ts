import { expect, it } from "vitest";
import { readHistory } from "../../../src/operations/read-history.ts";
import { formatHistoryCsv } from "../../../src/report/history-csv.ts";
import { writeLongHistory } from "../../bench/stage/long-history.ts";
import { openStore } from "../../../src/adapters/git/open-store.ts";
import { git, makeFolder, makeRepository, variables, writeFiles } from "./git-repository.ts";

const file = "environments/default.yaml";
const bob = {
  GIT_AUTHOR_NAME: "Bob",
  GIT_AUTHOR_EMAIL: "bob@example.com",
  GIT_AUTHOR_DATE: "2026-01-01T00:00:00Z",
};

function stage() {
  const folder = makeRepository({ [file]: "active: premium\n", "notes.txt": "one\n" });
  const run = (...args: string[]) => git(folder, args);
  const commit = (profile: string, message: string, env = {}) => {
    writeFiles(folder, { [file]: `active: ${profile}\n` });
    git(folder, ["commit", "--quiet", "--all", `--message=${message}`], { env });
    return run("rev-parse", "HEAD").trim();
  };
  const tell = async (text: string) => {
    writeFiles(folder, { "notes.txt": text });
    run("commit", "--quiet", "--all", "--message=Notes");
  };
  const history = async () => readHistory(await openStore(folder, variables));
  return { folder, run, commit, tell, history };
}

it("tells of a commit that was rebased once, with who wrote it and who put it there", async () => {
  const { run, commit, tell, history } = stage();
  run("checkout", "--quiet", "-b", "side");
  const before = commit("balanced", "Cheaper", bob);
  run("checkout", "--quiet", "main");
  await tell("two\n");
  run("checkout", "--quiet", "side");
  run("rebase", "--quiet", "main");
  const after = run("rev-parse", "HEAD").trim();
  expect(after).not.toBe(before);
  const [newest, oldest, ...more] = await history();
  expect(newest).toMatchObject({
    commit: after,
    from: "premium",
    to: "balanced",
    author: { name: "Bob", email: "bob@example.com" },
    committer: { name: "Ada", email: "ada@example.com" },
    pull_request: null,
  });
  expect(oldest).toMatchObject({ from: null, to: "premium" });
  expect(more).toEqual([]);
});

it("tells of a squash as one change, with the reason and the approvers that its message kept", async () => {
  const { run, commit, tell, history } = stage();
  run("checkout", "--quiet", "-b", "side");
  commit("balanced", "One");
  commit("ultra_fast", "Two");
  run("checkout", "--quiet", "main");
  await tell("two\n");
  run("merge", "--quiet", "--squash", "side");
  const trailers = "Profile-Environment: default\nProfile-From: premium\nProfile-To: ultra_fast\n";
  const message = `Faster (#12)\n\n* Two\n\n${trailers}Profile-Reason: in a hurry\nProfile-By: Bob\n\nApproved-by: Cy`;
  run("commit", "--quiet", `--message=${message}`);
  const revisions = await history();
  expect(revisions).toHaveLength(2);
  expect(revisions[0]).toMatchObject({
    from: "premium",
    to: "ultra_fast",
    pull_request: 12,
    reason: "in a hurry",
    by: "Bob",
    approvers: ["Cy"],
  });
});

it("tells of edits by hand, merges and reverts, newest first", async () => {
  const { run, commit, tell, history } = stage();
  commit("balanced", "By hand");
  run("checkout", "--quiet", "-b", "side");
  commit("cost_effective", "On the side");
  run("checkout", "--quiet", "main");
  await tell("two\n");
  run("merge", "--quiet", "--no-ff", "--message=Merge pull request #7 from ada/side\n\nReviewed-by: Di", "side");
  run("revert", "--no-edit", "--mainline=1", "HEAD");
  expect((await history()).map((one) => [one.from, one.to, one.pull_request, one.approvers])).toEqual([
    ["cost_effective", "balanced", null, null],
    ["balanced", "cost_effective", 7, ["Di"]],
    ["premium", "balanced", null, null],
    [null, "premium", null, null],
  ]);
});

it("reads ten thousand commits, merges and notes among them", async () => {
  const folder = makeFolder();
  await writeLongHistory(folder, 10_000);
  const store = await openStore(folder, variables);
  const revisions = await readHistory(store);
  const csv = formatHistoryCsv(revisions);
  // Every tenth commit is a merge that took its side.
  expect(revisions).toHaveLength(9000);
  expect(revisions.filter(({ proof }) => proof === "proven")).toHaveLength(100);
  expect(revisions.filter(({ pull_request }) => pull_request !== null)).toHaveLength(1000);
  expect(csv.split("\r\n")).toHaveLength(9002);
});
