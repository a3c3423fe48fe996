import { Failure } from "../../domain/failure.ts";
import type { Branches } from "../../ports/branches.ts";
import { fetchRef } from "./fetch-ref.ts";
import { inBackticks } from "./git-words.ts";
import { leaseRef } from "./push-ref.ts";
import type { RemoteRepository } from "./run-remote-git.ts";

type Move = Parameters<Branches["move"]>[1];

/** Moves a branch of the remote from exactly what it was seen at. Throws `branch-moved` and `push-refused`. */
export async function moveBranch(reached: RemoteRepository, branch: string, { from, to }: Move): Promise<void> {
  const ref = `refs/heads/${branch}`;
  const answer = await leaseRef(reached.remote, { ref, from, commit: to });
  if (answer.outcome === "there") return;
  const now = (await fetchRef(reached, ref)) ?? null;
  // Somebody else did the same, or the answer to the first attempt got lost.
  if (now === to) return;
  if (now !== from) throw moved(branch, now);
  throw new Failure(
    "push-refused",
    `Branch ${inBackticks(branch)} may not be moved: ${answer.outcome === "refused" ? answer.reason : "git refuses"}`,
    "Have it allowed there: whoever asks for a switch has to be able to push that branch",
  );
}

function moved(branch: string, now: string | null): Failure {
  return new Failure(
    "branch-moved",
    `Branch ${inBackticks(branch)} ${now === null ? "is gone" : `names \`${now.slice(0, 12)}\` now`}: somebody else was faster`,
    "Try again on top of what is there now",
  );
}
