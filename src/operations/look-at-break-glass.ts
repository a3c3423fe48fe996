import { isDeepStrictEqual } from "node:util";
import { breakGlassOfCommit, breakGlassOfPull, type BreakGlass } from "../domain/break-glass.ts";
import { printBranchName } from "../domain/branch-name.ts";
import type { PullRequest } from "../domain/pull-request.ts";
import type { BranchState } from "../ports/branches.ts";
import type { Reviews } from "../ports/world.ts";

/** What became of the glass that was broken last in an environment. */
export interface BrokenGlass extends Reviews {
  readonly branch: string;
  readonly look: BranchState;
  /** The newest pull request from there, and of the commit that is there now; undefined where none is opened yet. */
  readonly pull: PullRequest | undefined;
  /** Undefined where none was broken, or what came of it is merged. */
  readonly broken: BreakGlass | undefined;
  /** Whether it may go on: not where somebody has closed its pull request. */
  readonly isOpen: boolean;
}

/** Looks at git and at the forge; changes nothing. */
export async function lookAtBreakGlass(reviews: Reviews, environment: string): Promise<BrokenGlass> {
  const branch = printBranchName(environment, "break glass");
  const [look, pulls] = await Promise.all([
    reviews.branches.look(branch),
    reviews.forge.list({ head: branch, state: "all" }),
  ]);
  const seen = { ...reviews, branch, look };
  const isPushed = look.tip !== null && look.commits.length > 0;
  const pushed = isPushed ? breakGlassOfCommit(look.commits[0]?.message ?? "") : undefined;
  if (isPushed && pulls.every(({ head_commit }) => head_commit !== look.tip)) {
    // Killed before its pull request was opened.
    return { ...seen, pull: undefined, broken: pushed, isOpen: true };
  }
  const [pull] = pulls;
  if (pull === undefined || pull.state === "merged") return { ...seen, pull, broken: undefined, isOpen: false };
  const isOpen = pull.state === "open" && look.tip !== null;
  // The commit knows better where it was killed before its pull request was brought up to date.
  const broken = isOpen && pushed !== undefined ? { ...pushed, pull_request: pull.number } : breakGlassOfPull(pull);
  return { ...seen, pull, broken, isOpen };
}

/** Whether it is in force, or should be, and no pull request says so: whoever broke it was killed. */
export function isUnfinished({ broken, isOpen, pull }: Pick<BrokenGlass, "broken" | "isOpen" | "pull">): boolean {
  if (broken === undefined || !isOpen) return false;
  return pull === undefined || !isDeepStrictEqual(breakGlassOfPull(pull), broken);
}
