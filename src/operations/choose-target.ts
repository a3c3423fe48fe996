import { must } from "../domain/must.ts";
import { editActive } from "../sources/active-line.ts";
import { readChoice, removeOverride, setOverride } from "../sources/choice.ts";
import { requireProfileIn, requireTask, type HeadState } from "./load-head.ts";

/** What is to be in force. */
export interface Target {
  readonly profile: string;
  /** Only these tasks get the profile, as overrides; the active one loses theirs. Absent, all do. */
  readonly tasks?: readonly string[];
  /** Ends every override; those of `tasks` come after. */
  readonly clearOverrides?: boolean;
}

/** Throws `unknown-profile`, `profile-not-listed` or `unknown-task`. */
export function requireTarget({ project, environment }: HeadState, { profile, tasks = [] }: Target): void {
  requireProfileIn(project, environment, profile);
  for (const task of tasks) requireTask(project, task);
}

/** The environment's text with the target in force. Throws `source-not-editable`. */
export function chooseIn(text: string, { profile, tasks, clearOverrides = false }: Target): string {
  const { active, overrides } = must(readChoice(text), "The active profile");
  const cleared = clearOverrides ? [...overrides.keys()].reduce(removeOverride, text) : text;
  if (tasks === undefined) return editActive(cleared, profile);
  return tasks.reduce(
    (edited, task) => (profile === active ? removeOverride(edited, task) : setOverride(edited, task, profile)),
    cleared,
  );
}
