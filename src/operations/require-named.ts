import { Failure } from "../domain/failure.ts";
import { isSameText } from "../domain/source-files.ts";
import { renderEnvironment } from "../render/render-environment.ts";
import { outputOf, type HeadState } from "./load-head.ts";
import { mappingsOf } from "./mappings-of.ts";
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
 * Throws `not-deliverable` where the config has the tasks answered otherwise than the active profile would, or not all of
 * them: whoever is told that this is in force would be told what is not so. One that is behind its sources in something
 * else passes, as in the models of a group.
 */
export function requireNamed(state: HeadState, text: string): void {
  const { project, environment } = state;
  const { active, name, output } = environment;
  const held = mappingsIn(text, project);
  if (isRendered(state) || nameProfile(project, environment, held) === active) return;
  const other = Object.entries(mappingsOf(project, environment)).filter(([task, group]) => held[task] !== group);
  const isBehind = other.length > 0 && other.every(([task]) => held[task] === undefined);
  const what = isBehind ? `has no ${taskWords(other.map(([task]) => task))} of` : "does not hold";
  throw notRendered(
    `\`${output}\` ${what} \`${active}\`, which is active in \`${name}\`: it is not what the sources of this commit give`,
  );
}

function taskWords(tasks: readonly string[]): string {
  return `${tasks.length === 1 ? "task" : "tasks"} ${tasks.map((task) => `\`${task}\``).join(", ")}`;
}

function notRendered(message: string): Failure {
  return new Failure("not-deliverable", message, "Run `litellm-profiles render`, then commit the result");
}
