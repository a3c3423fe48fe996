import { Failure } from "../domain/failure.ts";
import type { Observation } from "../domain/pass.ts";
import { tryTo } from "../operations/try-to.ts";
import type { Remote, RemoteTip } from "../ports/remote.ts";
import type { Head, Store } from "../ports/store.ts";
import { denied, observed, refusedBy, short } from "./observe.ts";

/** Where the clone and its remote stand. */
export interface Look {
  /** Undefined where the clone has no commit. */
  readonly head: Head | undefined;
  /** Undefined where the remote could not be asked. */
  readonly tip: RemoteTip | undefined;
  readonly fetched: Observation;
}

/**
 * Asks the remote, and brings what it has. A history that does not lead on from here is not followed: commits that were
 * reviewed and proven would be gone without anybody having reviewed that, and with them what their notes say.
 */
export async function lookAtRemote({ store }: { readonly store: Pick<Store, "head"> }, remote: Remote): Promise<Look> {
  const head = await tryTo(() => store.head());
  if (head instanceof Failure) return { head: undefined, tip: undefined, fetched: refusedBy("Fetched", head) };
  const tip = await tryTo(() => remote.look(head));
  if (tip instanceof Failure) return { head, tip: undefined, fetched: refusedBy("Fetched", tip) };
  return { head, tip, fetched: judgeTip(tip, head, remote.name) };
}

function judgeTip(tip: RemoteTip, head: Head, remote: string): Observation {
  if (tip.stands === "absent") return denied("Fetched", "no-such-branch", deleted(remote));
  const there = `\`${remote}\` names ${short(tip.commit)}`;
  if (tip.stands === "apart") return denied("Fetched", "history-rewritten", rewritten(tip.commit, head.commit, remote));
  if (tip.stands === "ahead") return observed("Fetched", "ahead", `${there}, which is new`);
  if (tip.stands === "behind")
    return observed("Fetched", "commits-here", `${there}, and the clone holds commits after it`);
  return observed("Fetched", "up-to-date", `${there}, as the clone does`);
}

function deleted(remote: string): string {
  return (
    `\`${remote}\` has no branch like the one that is checked out here. If it is to be there, push it again from the clone: ` +
    `\`git push ${remote} HEAD\`; else check out what is to be followed: \`git switch NAME\``
  );
}

function rewritten(theirs: string, ours: string, remote: string): string {
  const [there, here] = [theirs.slice(0, 12), ours.slice(0, 12)];
  return (
    `\`${remote}\` names \`${there}\`, which does not lead on from \`${here}\`: its history was rewritten, or the clone has ` +
    `commits of its own. Look at both: \`git log --oneline --left-right ${here}...${there}\`; to take theirs, ` +
    `\`git reset --keep ${there}\` in the clone`
  );
}
