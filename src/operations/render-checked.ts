import { hasErrors } from "../domain/finding.ts";
import type { Environment } from "../domain/project.ts";
import type { ModelMap } from "../litellm/model-map.ts";
import { renderEnvironment, type RenderAnswer } from "../render/render-environment.ts";
import { checkRenderedSources, type RenderedSources } from "../rules/rendered/index.ts";

/** Renders an environment, and checks the sources by what they render to; `models` are those of its release. */
export function renderChecked(
  sources: Pick<RenderedSources, "project" | "documents">,
  environment: Environment,
  models: ModelMap,
): RenderAnswer {
  const answer = renderEnvironment(sources.project, environment);
  if (answer.rendered === undefined) return answer;
  const findings = checkRenderedSources({ ...sources, environment, text: answer.rendered.text }, models);
  return { rendered: hasErrors(findings) ? undefined : answer.rendered, findings };
}
