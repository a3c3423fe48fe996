import type { PullRequest } from "../domain/pull-request.ts";
import type { Branches, BranchState } from "../ports/branches.ts";

/** What merging a pull request into the default branch would give. */
export interface MergePreview {
  readonly base: BranchState["base"];
  /** A commit that no branch names; null where the two conflict. */
  readonly merged: string | null;
  /** What the pull request's branch names there; null where it is in another repository. */
  readonly tip: string | null;
}

/** Nothing moves. The newest commit of the pull request has to be in the repository here. */
export async function previewMerge(
  branches: Pick<Branches, "look" | "mergedTree" | "commit">,
  { head, base: into, head_commit }: Pick<PullRequest, "head" | "base" | "head_commit">,
): Promise<MergePreview> {
  // A fork's branch may have the name of the one that it is to come into.
  const { base, tip } = await branches.look(head === into ? elsewhere : head);
  const tree = await branches.mergedTree(base.commit, head_commit);
  if (tree === null) return { base, merged: null, tip };
  return {
    base,
    merged: await branches.commit({ tree, parent: base.commit, message: "What a merge would give\n" }),
    tip,
  };
}

/** The name of no branch: all branches of this tool lie below it. */
const elsewhere = "litellm-profiles";
