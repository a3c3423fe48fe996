import { Failure } from "../domain/failure.ts";
import type { Remote, RemoteTip } from "../ports/remote.ts";
import type { World } from "../ports/world.ts";

/**
 * Why nothing may go to a remote; undefined where it may. A branch that somebody deleted is not made anew, and commits
 * that somebody has taken back by force do not come back, unless a person says so.
 */
export function findWithheld(tip: RemoteTip | undefined, remote: string): string | undefined {
  if (tip?.stands === "absent") return `\`${remote}\` has no branch like the one that is checked out here`;
  if (tip?.stands === "apart") return `the history of \`${remote}\` does not lead on from here`;
  return undefined;
}

/** A world whose remote takes no commits, and so no proof notes, for this reason. */
export function withholdPushes(world: World, remote: Remote, why: string): World {
  const refuse = () => Promise.reject(new Failure("push-refused", why, "Settle first what `Fetched` says"));
  const withheld: Remote = { ...remote, push: refuse };
  return { ...world, remote: () => withheld };
}
