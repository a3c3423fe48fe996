import { Failure } from "../../domain/failure.ts";
import type { BranchCommit, BranchState } from "../../ports/branches.ts";
import { fetchCommits } from "./fetch-ref.ts";
import { runGit } from "./run-git.ts";
import { runRemoteGit, unreachableBy, type RemoteRepository } from "./run-remote-git.ts";

const heads = "refs/heads/";
const fields = ["%H", "%P", "%T", "%an", "%ae", "%B"];

/**
 * Where a branch and the one that pull requests go into stand. The latter is the one that `HEAD` of the repository
 * names, found out each time: it may be renamed. One question, and one transfer where a commit is not here yet.
 */
export async function lookAtBranch(reached: RemoteRepository, branch: string): Promise<BranchState> {
  const ref = heads + branch;
  const listed = await list(reached, ref);
  const commit = listed.ids.get("HEAD");
  if (listed.base === undefined || commit === undefined) throw noBase(reached.remote.name);
  if (listed.base === ref) throw isBase(branch);
  const tip = listed.ids.get(ref) ?? null;
  await fetchCommits(reached, new Map([["HEAD", commit], ...(tip === null ? [] : ([[ref, tip]] as const))]));
  const commits = tip === null ? [] : await commitsBetween(reached, commit, tip);
  return { base: { name: listed.base.slice(heads.length), commit }, tip, commits };
}

interface Listed {
  /** The branch that `HEAD` names; undefined where it names none. */
  readonly base: string | undefined;
  readonly ids: ReadonlyMap<string, string>;
}

/** `ref: refs/heads/main\tHEAD`, then `<id>\t<ref>` for each. */
async function list({ remote }: RemoteRepository, ref: string): Promise<Listed> {
  const answer = await runRemoteGit(remote, ["ls-remote", "--symref", "--", remote.name, "HEAD", ref]);
  if (answer.exitCode !== 0) throw unreachableBy(remote, answer);
  const lines = answer.printed.split("\n").map((line) => line.split("\t"));
  const [symbolic] = lines.find(([what = "", name]) => name === "HEAD" && what.startsWith("ref: ")) ?? [];
  const ids = lines.filter(([what = ""]) => /^[0-9a-f]{40,64}$/.test(what));
  return {
    base: symbolic?.slice("ref: ".length),
    ids: new Map(ids.map(([id = "", name = ""]) => [name, id])),
  };
}

async function commitsBetween({ repository }: RemoteRepository, base: string, tip: string): Promise<BranchCommit[]> {
  const format = `--format=${fields.join("%x00")}%x00`;
  const args = ["log", "-z", "--no-show-signature", "--encoding=UTF-8", "--topo-order", format, tip, `^${base}`, "--"];
  const tokens = (await runGit(repository, args)).split("\0");
  const commits: BranchCommit[] = [];
  // Every entry ends with the separator of its last field, and with that of the list.
  for (let at = 0; at + fields.length < tokens.length; at += fields.length + 1) {
    const [commit = "", parents = "", tree = "", name = "", email = "", message = ""] = tokens.slice(at);
    commits.push({
      commit,
      parents: parents.split(" ").filter((id) => id !== ""),
      tree,
      author: { name, email },
      message,
    });
  }
  return commits;
}

function noBase(remote: string): Failure {
  const here = remote === ".";
  return new Failure(
    "detached-head",
    here
      ? "No branch is checked out, so a pull request would go into none"
      : `Remote \`${remote}\` has no default branch`,
    here ? "Check a branch out: `git switch NAME`" : "Push a branch there, and make it the default one",
  );
}

function isBase(branch: string): Failure {
  return new Failure(
    "detached-head",
    `Branch \`${branch}\` is the one that pull requests come from, so they cannot go into it`,
    "Check out the branch that they go into: `git switch NAME`",
  );
}
