import type { GatedEnvironment } from "../domain/gate-result.ts";
import type { Plan } from "../domain/plan.ts";
import { findEnvironment, type Environment, type Project } from "../domain/project.ts";
import { isSameText, type SourceFiles } from "../domain/source-files.ts";
import { openModelMap } from "../litellm/model-map.ts";
import { fingerprint } from "../plan/fingerprint.ts";
import { planChange } from "../plan/plan-change.ts";
import { loadProject, type LoadedProject } from "../sources/load-project.ts";
import { configOf, sideBefore } from "./plan-sides.ts";
import { planInputs } from "./plan-inputs.ts";
import { renderChecked } from "./render-checked.ts";

/** Files of two commits: of the base, and of what merging into it would give. */
export interface MergedFiles {
  readonly baseCommit: string;
  readonly before: SourceFiles;
  readonly after: SourceFiles;
}

/** What a merge would do to each environment that there is before or after. Nothing where its sources cannot be read. */
export function planMerge({ baseCommit, before, after }: MergedFiles): GatedEnvironment[] {
  const old = loadProject(before).project;
  const loaded = loadProject(after);
  const { project } = loaded;
  if (project === undefined) return [];
  const kept = project.environments.map((environment) =>
    planEnvironment({ ...loaded, project, environment, old, baseCommit, before, after }),
  );
  const gone = (old?.environments ?? []).filter(({ name }) => findEnvironment(project, name) === undefined);
  return [...kept, ...gone.map(({ name, output }) => tell({ name, output }, "removed", null))];
}

interface Compared extends Pick<LoadedProject, "documents">, MergedFiles {
  readonly project: Project;
  readonly environment: Environment;
  readonly old: Project | undefined;
}

/** By what its sources render to, whether the config that is committed is that or not. */
function planEnvironment(compared: Compared): GatedEnvironment {
  const { project, documents, environment, old, baseCommit, before } = compared;
  const models = openModelMap(environment.litellm);
  const { rendered } = renderChecked({ project, documents }, environment, models);
  if (rendered === undefined) return tell(environment, "changed", null);
  const was = old === undefined ? undefined : findEnvironment(old, environment.name);
  if (was !== undefined && isSameText(before.get(was.output), rendered.text) && isSameDeclared(was, compared)) {
    return tell(environment, "same", null);
  }
  const state = old === undefined || was === undefined ? undefined : { files: before, project: old, environment: was };
  const plan = planChange({
    environment: environment.name,
    before: state === undefined ? null : sideBefore(state),
    after: { project, environment, rendered, config: configOf(rendered.text) ?? {} },
    fingerprint: fingerprint(baseCommit, state === undefined ? new Map() : planInputs(state), rendered.text),
    models,
  });
  return tell(environment, "changed", plan);
}

/** Its file may say when something begins or ends, which no config shows. */
function isSameDeclared(was: Environment, { environment, before, after }: Compared): boolean {
  return isSameText(before.get(was.file), after.get(environment.file));
}

function tell(
  { name, output }: Pick<Environment, "name" | "output">,
  change: GatedEnvironment["change"],
  plan: Plan | null,
): GatedEnvironment {
  return { environment: name, output, change, plan };
}
