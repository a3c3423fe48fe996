import { Failure } from "../../domain/failure.ts";
import type { Head } from "../../ports/store.ts";
import { destinationOf } from "./destination-of.ts";
import { fetchRef } from "./fetch-ref.ts";
import { inBackticks, shellWord } from "./git-words.ts";
import { isAncestor } from "./is-ancestor.ts";
import { pushRef, tryPush } from "./push-ref.ts";
import type { RemoteRepository } from "./run-remote-git.ts";

/** Throws `push-refused` where the remote's branch holds commits that the head does not. */
export async function checkBranch({ repository, remote }: RemoteRepository, head: Head): Promise<void> {
  const ref = await destinationOf(repository, head, remote.name);
  const { outcome } = await tryPush(remote, { commit: head.commit, ref });
  if (outcome === "behind") throw behind(remote.name, ref);
}

/** Brings the head's commit onto the remote's branch. Throws `push-refused`. */
export async function pushBranch(reached: RemoteRepository, head: Head): Promise<void> {
  const { repository, remote } = reached;
  const ref = await destinationOf(repository, head, remote.name);
  const push = { commit: head.commit, ref };
  const first = await pushRef(remote, push);
  // A remote that is in the middle of somebody else's push refuses, too; asked again, it shows what came.
  const answer = first.outcome === "refused" ? await pushRef(remote, push) : first;
  if (answer.outcome === "there") return;
  if (answer.outcome === "refused") throw refused(remote.name, ref, answer.reason);
  const tip = await fetchRef(reached, ref);
  if (tip === undefined || !(await isAncestor(repository, head.commit, tip))) throw behind(remote.name, ref);
}

function behind(remote: string, ref: string): Failure {
  const branch = shortName(ref);
  return new Failure(
    "push-refused",
    `Branch ${inBackticks(branch)} of remote \`${remote}\` holds commits that are not here`,
    `Bring them in: \`git pull --no-rebase ${remote} ${shellWord(branch)}\``,
  );
}

function refused(remote: string, ref: string, reason: string): Failure {
  return new Failure(
    "push-refused",
    `Remote \`${remote}\` refuses the commit on branch ${inBackticks(shortName(ref))}: ${reason}`,
    "Have it allowed there, or bring the commit in by a pull request",
  );
}

function shortName(ref: string): string {
  return ref.replace(/^refs\/heads\//, "");
}
