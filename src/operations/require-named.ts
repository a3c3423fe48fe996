import { Failure } from "../domain/failure.ts";
import { isSameText } from "../domain/source-files.ts";
import { renderEnvironment } from "../render/render-environment.ts";
import { outputOf, type HeadState } from "./load-head.ts";
import { nameProfile } from "./name-profile.ts";
import { mappingsIn } from "./read-current-profile.ts";

/** Whether the config that a commit holds is what its own sources give, as `render --check` compares it. */
export function isRendered({ project, environment, ...state }: HeadState): boolean {
  const text = outputOf({ ...state, environment });
  return isSameText(text, renderEnvironment(project, environment).rendered?.text);
}

/** Why a commit is not what it says it is; undefined where it is. */
export function findStaleOutput(state: HeadState): Failure | undefined {
  if (isRendered(state)) return undefined;
  return notRendered(`\`${state.environment.output}\` is not what the sources of this commit give`);
}

/**
 * Throws `not-deliverable` where the config has the tasks answered as another profile than the active one would: whoever
 * is told of the active one would be told what is not so. One that is behind its sources in something else passes.
 */
export function requireNamed(state: HeadState, text: string): void {
  const { project, environment } = state;
  const { active, name, output } = environment;
  if (isRendered(state) || nameProfile(project, environment, mappingsIn(text, project)) === active) return;
  throw notRendered(
    `\`${output}\` does not hold \`${active}\`, which is active in \`${name}\`: it is not what the sources of this commit give`,
  );
}

function notRendered(message: string): Failure {
  return new Failure("not-deliverable", message, "Run `litellm-profiles render`, then commit the result");
}
