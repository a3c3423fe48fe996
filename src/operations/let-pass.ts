import { untilOf } from "../domain/avoid-change.ts";
import { comeDue, type Moments } from "../domain/due-change.ts";
import { must } from "../domain/must.ts";
import { readChoice, removeAvoidance } from "../sources/choice.ts";
import { readTiming } from "../sources/timing.ts";
import { putIn } from "./choose-target.ts";

/** An environment's text after some of its moments. Throws `source-not-editable`. */
export function letPass(text: string, moments: readonly string[]): string {
  const { after, changes } = comeDue(must(momentsIn(text), "The active profile"), (at) => moments.includes(at));
  return changes
    .flatMap((change) => (change.kind === "asks" ? [change.provider] : []))
    .reduce(removeAvoidance, putIn(text, after));
}

/** All that has a time in an environment's text; undefined where it names no active profile, or is broken. */
export function momentsIn(text: string): Moments | undefined {
  const choice = readChoice(text);
  if (choice === undefined) return undefined;
  const ends = [...choice.avoid].map(([provider, written]) => [provider, { until: untilOf(written) ?? "" }] as const);
  return { active: choice.active, ...readTiming(text), avoid: new Map(ends) };
}
