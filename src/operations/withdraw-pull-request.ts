import { Failure } from "../domain/failure.ts";
import type { ProposedChange } from "../domain/switch-result.ts";
import type { Standing } from "./look-at-standing.ts";
import { toProposed } from "./publish-pull-request.ts";

/**
 * Closes the pull request that is not needed any more, and removes its branch; null where none stood. The branch goes
 * last, and only where nobody else has pushed to it: killed in between, the next call removes it.
 */
export async function withdrawPullRequest({
  branch,
  branches,
  forge,
  look,
  pull,
}: Standing): Promise<ProposedChange | null> {
  const closed = pull === undefined ? undefined : await forge.update(pull.number, { state: "closed" });
  if (look.tip !== null) await removeUnmoved(() => branches.move(branch, { from: look.tip, to: null }));
  return closed === undefined ? null : toProposed(closed, branch, "closed");
}

/** A branch that moved is somebody's again. */
async function removeUnmoved(remove: () => Promise<void>): Promise<void> {
  try {
    await remove();
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== "branch-moved") throw error;
  }
}
