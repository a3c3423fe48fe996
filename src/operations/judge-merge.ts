import { hasErrors, sortFindings, type Finding } from "../domain/finding.ts";
import type { GatedEnvironment, Verdict } from "../domain/gate-result.ts";
import type { PullRequest } from "../domain/pull-request.ts";
import { parseMarker } from "../domain/reviewed-plan.ts";
import type { ReadFiles } from "../domain/source-files.ts";
import { openModelMap } from "../litellm/model-map.ts";
import type { Reviews, World } from "../ports/world.ts";
import { gateVerdict } from "../report/gate-verdict.ts";
import { readSourceFiles } from "../sources/source-files.ts";
import { findOutdated } from "./find-outdated.ts";
import { readingAt } from "./load-head.ts";
import { planMerge } from "./plan-merge.ts";
import { previewMerge, type MergePreview } from "./preview-merge.ts";
import { renderWorkTree } from "./render-work-tree.ts";
import { validateProject } from "./validate-project.ts";

/** What a merge would give, and whether it may be made. */
export interface JudgedMerge {
  readonly preview: MergePreview;
  readonly findings: readonly Finding[];
  readonly environments: readonly GatedEnvironment[];
  readonly verdict: Verdict;
}

/** Validates, renders and plans what merging a pull request would give; changes nothing. */
export async function judgeMerge(
  world: World,
  { branches }: Pick<Reviews, "branches">,
  pull: PullRequest,
): Promise<JudgedMerge> {
  const preview = await previewMerge(branches, pull);
  const { base, merged } = preview;
  const { findings, environments } = merged === null ? nothing : await examine(world, { base, merged });
  const reviewed = parseMarker(pull.body);
  // Sources that cannot be read have no fingerprint.
  const outdated =
    reviewed === undefined || hasErrors(findings) ? undefined : await findOutdated(world, preview, reviewed);
  const conflict = merged === null ? base.name : null;
  const verdict = gateVerdict({ pullRequest: pull.number, conflict, outdated, findings, environments });
  return { preview, findings, environments, verdict };
}

type Examined = Pick<JudgedMerge, "findings" | "environments">;

const nothing: Examined = { findings: [], environments: [] };

async function examine(
  { store }: World,
  { base, merged }: { readonly base: MergePreview["base"]; readonly merged: string },
): Promise<Examined> {
  const read = readingAt(store, merged);
  const [{ findings }, stale, before, after] = await Promise.all([
    validateProject(read, openModelMap),
    findStale(read),
    readSourceFiles(readingAt(store, base.commit)),
    readSourceFiles(read),
  ]);
  return {
    findings: sortFindings([...findings, ...stale]),
    environments: planMerge({ baseCommit: base.commit, before, after }),
  };
}

/** Rendered configs that are not what their sources give; none where those do not render. */
async function findStale(read: ReadFiles): Promise<Finding[]> {
  const { files } = await renderWorkTree({ readWorkTree: read, writeWorkTree }, openModelMap, { check: true });
  return files.filter(({ state }) => state === "stale").map(({ path }) => staleFinding(path));
}

async function writeWorkTree(): Promise<void> {
  throw new Error("A check writes nothing");
}

export const staleCode = "stale-config";

function staleFinding(file: string): Finding {
  return {
    code: staleCode,
    severity: "error",
    message: `\`${file}\` is not what its sources give`,
    hint: "Run `litellm-profiles render` and commit the result",
    file,
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 2,
  };
}
