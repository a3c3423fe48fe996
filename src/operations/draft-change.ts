import { hasErrors } from "../domain/finding.ts";
import { SourcesInvalid } from "../domain/failure.ts";
import type { Plan } from "../domain/plan.ts";
import { findEnvironment, type Environment, type Project } from "../domain/project.ts";
import type { SourceFiles } from "../domain/source-files.ts";
import { openModelMap } from "../litellm/model-map.ts";
import { fingerprint } from "../plan/fingerprint.ts";
import { planChange } from "../plan/plan-change.ts";
import type { Rendered } from "../render/render-environment.ts";
import { checkConfig } from "../rules/config/index.ts";
import type { RenderedSources } from "../rules/rendered/index.ts";
import { checkSources } from "../rules/sources/index.ts";
import { loadProject } from "../sources/load-project.ts";
import { requireEnvironment, type HeadState } from "./load-head.ts";
import { configOf, sideBefore } from "./plan-sides.ts";
import { planInputs } from "./plan-inputs.ts";
import { renderChecked } from "./render-checked.ts";

/** Texts by path; null deletes. */
export type Edits = ReadonlyMap<string, string | null>;

/** A change that is ready to be committed: nothing has happened yet. */
export interface Draft {
  /** What differs from the head, rendered configs included; empty where nothing does. */
  readonly edits: Edits;
  readonly project: Project;
  readonly environment: Environment;
  /** Names of the other environments whose configs are among the edits. */
  readonly others: readonly string[];
  readonly rendered: Rendered;
  readonly plan: Plan;
}

/**
 * What some edits of the sources come to: loads, checks and renders them, and plans the change. Throws
 * `sources-invalid` where the sources would be wrong.
 */
export function draftChange(state: HeadState, sourceEdits: Edits): Draft {
  const files = applyEdits(state.files, sourceEdits);
  const sources = loadChecked(files);
  const { project } = sources;
  const environment = requireEnvironment(project, state.environment.name);
  const rendered = render(sources, environment);
  const others = renderOthers(state, sources, sourceEdits);
  const edits = differing(state, [...sourceEdits, ...others, [environment.output, rendered.text]]);
  return {
    edits,
    project,
    environment,
    others: project.environments
      .filter(({ output }) => output !== environment.output && others.has(output) && edits.has(output))
      .map(({ name }) => name),
    rendered,
    plan: planChange({
      environment: environment.name,
      before: sideBefore(state),
      after: { project, environment, rendered, config: configOf(rendered.text) ?? {} },
      fingerprint: fingerprint(state.head.commit, planInputs(state), rendered.text),
      models: openModelMap(environment.litellm),
    }),
  };
}

/** Those that change what the head holds. */
function differing({ files }: HeadState, edits: readonly (readonly [string, string | null])[]): Edits {
  return new Map(edits.filter(([path, text]) => text !== (files.get(path) ?? null)));
}

function applyEdits(files: SourceFiles, edits: Edits): SourceFiles {
  const kept = [...files].filter(([path]) => !edits.has(path));
  const edited = [...edits].filter((file): file is [string, string] => file[1] !== null);
  return new Map([...kept, ...edited]);
}

type Sources = Pick<RenderedSources, "project" | "documents">;

function loadChecked(files: SourceFiles): Sources {
  const loaded = loadProject(files);
  const findings = checkSources(loaded, openModelMap);
  if (loaded.project === undefined || hasErrors(findings)) throw new SourcesInvalid(findings);
  return { project: loaded.project, documents: loaded.documents };
}

/**
 * The configs of the other environments that the edits reach, by path: a profile or the template is rendered into every
 * one that was rendered before, an environment's own file only into its own. Rendered before is also one whose file went
 * to another path.
 */
function renderOthers(state: HeadState, sources: Sources, sourceEdits: Edits): ReadonlyMap<string, string> {
  const { project } = sources;
  const own = new Set(project.environments.map(({ file }) => file));
  const isShared = [...sourceEdits.keys()].some((path) => !own.has(path));
  const reached = project.environments.filter(
    ({ name, file, output }) =>
      name !== state.environment.name &&
      (isShared || sourceEdits.has(file)) &&
      state.files.has(findEnvironment(state.project, name)?.output ?? output),
  );
  return new Map(reached.map((environment) => [environment.output, render(sources, environment).text]));
}

/** Rendered, and free of what would break it in LiteLLM. */
function render(sources: Sources, environment: Environment): Rendered {
  const { output: file, litellm: release } = environment;
  const models = openModelMap(release);
  const { rendered, findings } = renderChecked(sources, environment, models);
  if (rendered === undefined) throw new SourcesInvalid(findings);
  const wrong = checkConfig({ file, text: rendered.text, release }, models);
  if (hasErrors(wrong)) throw new SourcesInvalid(wrong);
  return rendered;
}
