import { hasErrors, sortFindings } from "../domain/finding.ts";
import type { Finding } from "../domain/finding.ts";
import type { Environment, Project } from "../domain/project.ts";
import { isSameText, type SourceFiles } from "../domain/source-files.ts";
import type { ModelMap } from "../litellm/model-map.ts";
import type { World } from "../ports/world.ts";
import { unifiedDiff } from "./unified-diff.ts";
import { checkSources } from "../rules/sources/index.ts";
import { loadProject } from "../sources/load-project.ts";
import { readSourceFiles } from "../sources/source-files.ts";
import { requireEnvironment } from "./load-head.ts";
import { renderChecked } from "./render-checked.ts";

export interface RenderRequest {
  /** Absent, all of them. */
  readonly environment?: string;
  /** Only say what is stale; write nothing. */
  readonly check: boolean;
}

/** `current`: the file already says so; `stale`: it does not, and was left; `written`: it did not. */
export interface RenderedFile {
  readonly environment: string;
  /** Relative to the project. */
  readonly path: string;
  readonly state: "current" | "stale" | "written";
  /** What changes, as a unified diff; empty where nothing does. */
  readonly diff: string;
}

export interface RenderReport {
  /** Empty where a finding is an error: then nothing was written. */
  readonly files: readonly RenderedFile[];
  readonly findings: readonly Finding[];
}

/**
 * Renders the work tree's sources, and writes each config that changed by one rename. All are rendered before the first
 * is written. Throws `not-a-project`, `unknown-environment` or `target-not-writable`.
 */
export async function renderWorkTree(
  world: Pick<World, "readWorkTree" | "writeWorkTree">,
  openModelMap: (release: string) => ModelMap,
  { environment, check }: RenderRequest,
): Promise<RenderReport> {
  const sources = await readSourceFiles(world.readWorkTree);
  const loaded = loadProject(sources);
  const found = checkSources(loaded, openModelMap);
  if (loaded.project === undefined || hasErrors(found)) return { files: [], findings: sortFindings(found) };

  const { project, documents } = loaded;
  const answers = chosenEnvironments(project, environment).map((each) => ({
    environment: each,
    ...renderChecked({ project, documents }, each, openModelMap(each.litellm)),
  }));
  const findings = sortFindings([...found, ...answers.flatMap((answer) => answer.findings)]);
  if (hasErrors(findings)) return { files: [], findings };

  const compared = answers.map(({ environment: each, rendered }) => compare(each, rendered?.text ?? "", sources));
  if (!check) await writeStale(world, compared);
  return { files: compared.map((each) => tell(each, check)), findings };
}

function chosenEnvironments(project: Project, name: string | undefined): readonly Environment[] {
  return name === undefined ? project.environments : [requireEnvironment(project, name)];
}

interface Compared {
  readonly environment: string;
  readonly path: string;
  readonly before: string | undefined;
  readonly text: string;
  readonly isCurrent: boolean;
}

function compare({ name, output }: Environment, text: string, sources: SourceFiles): Compared {
  const before = sources.get(output);
  return { environment: name, path: output, before, text, isCurrent: isSameText(before, text) };
}

async function writeStale(world: Pick<World, "writeWorkTree">, compared: readonly Compared[]): Promise<void> {
  for (const { path, text, isCurrent } of compared) {
    if (!isCurrent) await world.writeWorkTree(path, text);
  }
}

/** Comparing the lines of a big config takes longer than rendering it, so that waits until somebody asks. */
function tell({ environment, path, before, text, isCurrent }: Compared, check: boolean): RenderedFile {
  return {
    environment,
    path,
    state: isCurrent ? "current" : check ? "stale" : "written",
    get diff() {
      return isCurrent ? "" : unifiedDiff(path, before, text);
    },
  };
}
