import type { ReviewedPlan } from "../domain/reviewed-plan.ts";
import { fingerprint } from "../plan/fingerprint.ts";
import type { World } from "../ports/world.ts";
import { loadCommit } from "./load-head.ts";
import { planInputs } from "./plan-inputs.ts";
import type { MergePreview } from "./preview-merge.ts";

/**
 * Why what would be merged is not what was reviewed: the base has other sources than its plan was made from, or the merge
 * would give another config than it showed. Undefined where it still is, and where both conflict: that the forge says.
 */
export async function findOutdated(
  { store }: Pick<World, "store">,
  { base, merged }: Pick<MergePreview, "base" | "merged">,
  { environment, fingerprint: reviewed }: ReviewedPlan,
): Promise<string | undefined> {
  if (merged === null) return undefined;
  const state = await loadCommit(store, { commit: base.commit, branch: `refs/heads/${base.name}` }, environment);
  const after = await loadCommit(store, { commit: merged, branch: null }, environment);
  const output = after.files.get(after.environment.output) ?? "";
  const now = fingerprint(base.commit, planInputs(state), output);
  if (now.input_sha256 !== reviewed.input_sha256) return `\`${base.name}\` has other sources by now`;
  return now.output_sha256 === reviewed.output_sha256 ? undefined : "the merge would give another config";
}
