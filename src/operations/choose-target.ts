import { Failure } from "../domain/failure.ts";
import { must } from "../domain/must.ts";
import { switchTimed, type Timed, type WantedTime } from "../domain/timing.ts";
import { editActive } from "../sources/active-line.ts";
import { readChoice, removeOverride, setOverride } from "../sources/choice.ts";
import { editTiming, readTiming } from "../sources/timing.ts";
import { requireProfileIn, requireTask, type HeadState } from "./load-head.ts";

/** What is to be in force, and when: without a time of its own at once, and until somebody switches again. */
export interface Target extends WantedTime {
  readonly profile: string;
  /** Only these tasks get the profile, as overrides; the active one loses theirs. Absent, all do. */
  readonly tasks?: readonly string[];
  /** Ends every override; those of `tasks` come after. */
  readonly clearOverrides?: boolean;
  /** Ends what is scheduled. */
  readonly clearScheduled?: boolean;
}

/** Throws `unknown-profile`, `profile-not-listed`, `unknown-task`, or `time-refused` for a task's own time. */
export function requireTarget({ project, environment }: HeadState, target: Target): void {
  const { profile, tasks = [], at, until } = target;
  requireProfileIn(project, environment, profile);
  for (const task of tasks) requireTask(project, task);
  const isPart = target.tasks !== undefined || target.clearOverrides === true;
  if (!isPart || (at === undefined && until === undefined)) return;
  throw new Failure(
    "time-refused",
    "Only a switch of the whole environment can begin later, or end by itself",
    "Leave the tasks and overrides out, or the time",
  );
}

/** Throws `time-refused` for a moment that has passed, and for an end before the beginning. */
export function requireFuture({ at, until }: WantedTime, now: string): void {
  for (const moment of [at, until]) {
    if (moment !== undefined && moment <= now) {
      throw new Failure("time-refused", `\`${moment}\` has passed: it is \`${now}\``, "Name a moment to come");
    }
  }
  if (at === undefined || until === undefined || until > at) return;
  throw new Failure(
    "time-refused",
    `The switch would end at \`${until}\`, and begin at \`${at}\``,
    "Let it end later than it begins",
  );
}

/** The environment's text with the target in force. Throws `source-not-editable`. */
export function chooseIn(text: string, target: Target): string {
  const { profile, tasks, clearOverrides = false, clearScheduled = false, at, until } = target;
  const { active, overrides } = must(readChoice(text), "The active profile");
  const { scheduled, ...timing } = readTiming(text);
  const planned = clearScheduled || scheduled === undefined ? timing : { ...timing, scheduled };
  const cleared = clearOverrides ? [...overrides.keys()].reduce(removeOverride, text) : text;
  if (tasks === undefined) {
    const time = { ...(at !== undefined && { at }), ...(until !== undefined && { until }) };
    return putIn(cleared, switchTimed({ active, ...planned }, profile, time));
  }
  return tasks.reduce(
    (edited, task) => (profile === active ? removeOverride(edited, task) : setOverride(edited, task, profile)),
    editTiming(cleared, planned),
  );
}

/** The environment's text with another profile in force, and other moments to come. Throws `source-not-editable`. */
export function putIn(text: string, { active, ...timing }: Timed): string {
  return editTiming(editActive(text, active), timing);
}
