import { isJsonObject, type Json } from "../domain/json.ts";
import type { Timing } from "../domain/timing.ts";
import { removeEntry, setEntry } from "./edit-entries.ts";
import { printMoment, readMoment } from "./moment.ts";
import { isParsed, parseYaml } from "./parse-yaml.ts";

/** `until` and `scheduled` as they may be typed. */
export interface WrittenTiming {
  readonly until?: { readonly at?: string; readonly then?: string };
  readonly scheduled?: { readonly at?: string; readonly profile?: string; readonly until?: string };
}

/** The moments of an environment, in UTC; an empty section is none. */
export function normaliseTiming({ until = {}, scheduled = {} }: WrittenTiming): Timing {
  const end = scheduled.until === undefined ? {} : { until: inUtc(scheduled.until) };
  return {
    ...(until.at !== undefined && until.then !== undefined && { until: { at: inUtc(until.at), profile: until.then } }),
    ...(scheduled.at !== undefined &&
      scheduled.profile !== undefined && {
        scheduled: { at: inUtc(scheduled.at), profile: scheduled.profile, ...end },
      }),
  };
}

/** A moment that does not exist stays as it is written; a rule says so. */
function inUtc(written: string): string {
  const moment = readMoment(written);
  return moment === undefined ? written : printMoment(moment);
}

/** The moments that an environment's text names; none where it is broken. */
export function readTiming(text: string): Timing {
  // Most environments have none.
  if (!/until|scheduled/.test(text)) return {};
  const parsed = parseYaml(text);
  if (!isParsed(parsed) || parsed.errors.length > 0) return {};
  const value: Json = parsed.toJS();
  const { until, scheduled } = isJsonObject(value) ? value : {};
  return normaliseTiming({ until: textsIn(until), scheduled: textsIn(scheduled) });
}

function textsIn(value: Json | undefined): Readonly<Record<string, string>> {
  const entries = Object.entries(isJsonObject(value) ? value : {});
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

/**
 * An environment's text with other moments to come. Those that stay are left as they are written. Throws
 * `source-not-editable`.
 */
export function editTiming(text: string, wanted: Timing): string {
  const now = readTiming(text);
  return [
    { section: "scheduled", before: scheduledEntries(now), after: scheduledEntries(wanted) },
    { section: "until", before: untilEntries(now), after: untilEntries(wanted) },
  ].reduce(editSection, text);
}

type Entries = ReadonlyMap<string, string>;

function untilEntries({ until }: Timing): Entries {
  return until === undefined
    ? new Map()
    : new Map([
        ["at", until.at],
        ["then", until.profile],
      ]);
}

function scheduledEntries({ scheduled }: Timing): Entries {
  return new Map(Object.entries(scheduled ?? {}));
}

interface SectionEdit {
  readonly section: string;
  readonly before: Entries;
  readonly after: Entries;
}

/** New entries come before old ones go, so that a section that stays keeps its place. */
function editSection(text: string, { section, before, after }: SectionEdit): string {
  const set = [...after]
    .filter(([key, value]) => before.get(key) !== value)
    .reduce((edited, [key, value]) => setEntry(edited, { section, key }, value), text);
  return [...before.keys()]
    .filter((key) => !after.has(key))
    .reduce((edited, key) => removeEntry(edited, { section, key }), set);
}
