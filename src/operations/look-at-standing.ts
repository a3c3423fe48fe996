import { printBranchName } from "../domain/branch-name.ts";
import type { PullRequest } from "../domain/pull-request.ts";
import type { SwitchTrailers } from "../domain/revision.ts";
import type { BranchState } from "../ports/branches.ts";
import type { Store } from "../ports/store.ts";
import type { Reviews } from "../ports/world.ts";
import { loadCommit, type HeadState } from "./load-head.ts";
import { requestsOf } from "./own-commits.ts";

/** Where the environment's pull request, its branch and its base stand. */
export interface Standing extends Reviews {
  readonly branch: string;
  readonly look: BranchState;
  /** The open one; undefined where there is none. */
  readonly pull: PullRequest | undefined;
  /** What the branch is for, as its newest commit says; nothing where its pull request has ended. */
  readonly requests: readonly SwitchTrailers[];
  readonly base: HeadState;
}

/** Looks at git and at the forge at once; changes nothing. */
export async function lookAtStanding(
  store: Pick<Store, "readFiles">,
  reviews: Reviews,
  environment: string,
): Promise<Standing> {
  const branch = printBranchName(environment);
  const [look, pulls] = await Promise.all([
    reviews.branches.look(branch),
    reviews.forge.list({ head: branch, state: "all" }),
  ]);
  const pull = pulls.find(({ state }) => state === "open");
  // A branch that no pull request has seen is one that somebody has just pushed, and opens one for.
  const isLeft = pull === undefined && pulls.some(({ head_commit }) => head_commit === look.tip);
  const { commit, name } = look.base;
  const base = await loadCommit(store, { commit, branch: `refs/heads/${name}` }, environment);
  return { ...reviews, branch, look, pull, base, requests: isLeft ? [] : requestsOf(look, environment) };
}
