import { untilOf } from "../domain/avoid-change.ts";
import { comeDue, type Moments } from "../domain/due-change.ts";
import { must } from "../domain/must.ts";
import { readChoice, removeAvoidance } from "../sources/choice.ts";
import { readTiming } from "../sources/timing.ts";
import { putIn } from "./choose-target.ts";

/** An environment's text after some of its moments. Throws `source-not-editable`. */
export function letPass(text: string, moments: readonly string[]): string {
  const { after, changes } = comeDue(momentsIn(text), (at) => moments.includes(at));
  return changes
    .flatMap((change) => (change.kind === "asks" ? [change.provider] : []))
    .reduce(removeAvoidance, putIn(text, after));
}

function momentsIn(text: string): Moments {
  const { active, avoid } = must(readChoice(text), "The active profile");
  const ends = [...avoid].map(([provider, written]) => [provider, { until: untilOf(written) ?? "" }] as const);
  return { active, ...readTiming(text), avoid: new Map(ends) };
}
