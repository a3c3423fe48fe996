import { printBranchName } from "../domain/branch-name.ts";
import type { PullRequest } from "../domain/pull-request.ts";
import type { BranchState } from "../ports/branches.ts";
import type { Store } from "../ports/store.ts";
import type { Reviews } from "../ports/world.ts";
import { loadCommit, type HeadState } from "./load-head.ts";

/** Where the environment's pull request, its branch and its base stand. */
export interface Standing extends Reviews {
  readonly branch: string;
  readonly look: BranchState;
  /** The open one; undefined where there is none. */
  readonly pull: PullRequest | undefined;
  readonly base: HeadState;
}

/** Looks at git and at the forge at once; changes nothing. */
export async function lookAtStanding(
  store: Pick<Store, "readFiles">,
  reviews: Reviews,
  environment: string,
): Promise<Standing> {
  const branch = printBranchName(environment);
  const [look, [pull]] = await Promise.all([
    reviews.branches.look(branch),
    reviews.forge.list({ head: branch, state: "open" }),
  ]);
  const { commit, name } = look.base;
  const base = await loadCommit(store, { commit, branch: `refs/heads/${name}` }, environment);
  return { ...reviews, branch, look, pull, base };
}
