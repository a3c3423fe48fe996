import { Failure } from "../../domain/failure.ts";
import { mergeIntoHead } from "../git/merge-into-head.ts";
import type { Repository } from "../git/repository.ts";
import { isExit, runGit } from "../git/run-git.ts";
import type { Pull } from "./pull-file.ts";

interface HowToMerge {
  /** The commit that the branch must still name. */
  readonly head: string;
  readonly message: string;
}

/** Merges a pull request into the branch that it is for, which has to be checked out, and returns the merge commit. */
export async function mergePull(repository: Repository, pull: Pull, { head, message }: HowToMerge): Promise<string> {
  if (pull.merge_commit !== null) return pull.merge_commit;
  if (pull.state === "closed") {
    throw refused(pull, "it was closed", "Ask for the switch again, which opens another");
  }
  const [ours, theirs] = await repository.objects.read([`refs/heads/${pull.base}`, `refs/heads/${pull.head}`]);
  const merged = await findMerge(repository, ours?.id, head);
  if (merged !== undefined) return merged;
  if (theirs?.id !== head) throw moved(pull, theirs?.id);
  await requireCheckedOut(repository, pull);
  const merge = await mergeIntoHead(repository, { theirs: head, message });
  if (merge !== undefined) return merge;
  throw refused(pull, `it conflicts with \`${pull.base}\``, "Ask for the switch again, which puts it on top of that");
}

/** The merge that brought the commit in already, where only the word of it got lost. */
async function findMerge(repository: Repository, tip: string | undefined, head: string): Promise<string | undefined> {
  if (tip === undefined) return undefined;
  const args = ["rev-list", "--merges", "--first-parent", "--parents", "--max-count=200", tip, `^${head}`];
  const lines = (await runGit(repository, args)).split("\n").map((line) => line.split(" "));
  return lines.find(([, , second]) => second === head)?.[0];
}

async function requireCheckedOut(repository: Repository, pull: Pull): Promise<void> {
  const branch = await runGit(repository, ["symbolic-ref", "--quiet", "HEAD"]).catch((error: unknown) => {
    if (isExit(error, 1)) return "";
    throw error;
  });
  if (branch.trim() === `refs/heads/${pull.base}`) return;
  throw refused(pull, `branch \`${pull.base}\` is not checked out`, `Check it out: \`git switch ${pull.base}\``);
}

function refused({ number }: Pull, why: string, hint: string): Failure {
  return new Failure("merge-refused", `Pull request ${number} cannot be merged: ${why}`, hint);
}

function moved({ head }: Pull, now: string | undefined): Failure {
  const there = now === undefined ? "is gone" : `names \`${now.slice(0, 12)}\` now`;
  return new Failure("branch-moved", `Branch \`${head}\` ${there}`, "Look at what is there now, then try again");
}
