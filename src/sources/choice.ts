import { isDeepStrictEqual } from "node:util";
import { Failure } from "../domain/failure.ts";
import type { Avoidance } from "../domain/project.ts";
import { isJsonObject, type Json } from "../domain/json.ts";
import { mustBe } from "../domain/must.ts";
import { only } from "../domain/only.ts";
import type { Timing } from "../domain/timing.ts";
import { editActive, readActive } from "./active-line.ts";
import { removeEntry, setEntry } from "./edit-entries.ts";
import { isParsed, parseYaml } from "./parse-yaml.ts";
import { editTiming, readTiming } from "./timing.ts";

/** What a switch decides in an environment's file. */
export interface Choice {
  readonly active: string;
  /** By task the profile that answers it, whichever is active. */
  readonly overrides: ReadonlyMap<string, string>;
  /** By provider that is avoided, what is written of it. */
  readonly avoid: ReadonlyMap<string, Json>;
}

/** What an environment's text has in force; undefined where it names no active profile, or is broken. */
export function readChoice(text: string): Choice | undefined {
  const active = readActive(text);
  if (active === undefined) return undefined;
  const overrides = readSection(text, "overrides").filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return { active, overrides: new Map(overrides), avoid: new Map(readSection(text, "avoid")) };
}

function readSection(text: string, section: "overrides" | "avoid"): [string, Json][] {
  // Most environments have none, and a history is read from many texts.
  if (!text.includes(section)) return [];
  const value: Json = mustBe(parseYaml(text), isParsed, "An environment").toJS();
  const entries = mustBe(value, isJsonObject, "An environment")[section];
  return isJsonObject(entries) ? Object.entries(entries) : [];
}

/** The text with one task answered by a profile, whichever is active. Throws `source-not-editable`. */
export function setOverride(text: string, task: string, profile: string): string {
  return setEntry(text, { section: "overrides", key: task }, profile);
}

/** The text with a task that follows the active profile again. Throws `source-not-editable`. */
export function removeOverride(text: string, task: string): string {
  return removeEntry(text, { section: "overrides", key: task });
}

/** The text with a provider that is avoided. Throws `source-not-editable`. */
export function setAvoidance(text: string, provider: string, { until, reason }: Avoidance): string {
  const why = reason === "" ? "" : `, reason: ${JSON.stringify(reason)}`;
  return setEntry(text, { section: "avoid", key: provider }, `{until: "${until}"${why}}`);
}

/** The text with a provider that is asked again. Throws `source-not-editable`. */
export function removeAvoidance(text: string, provider: string): string {
  return removeEntry(text, { section: "avoid", key: provider });
}

/**
 * Another text of the same environment with the choice that changed between two of its texts, and with its moments.
 * Undefined where nothing of them changed, the other text has something else by now, or cannot be edited so.
 */
export function carryChoice({ from, to, onto }: { from: string; to: string; onto: string }): string | undefined {
  const [old, now, other] = [readTimedChoice(from), readTimedChoice(to), readTimedChoice(onto)];
  if (old === undefined || now === undefined || other === undefined) return undefined;
  const moves = movesBetween(old, now);
  if (moves.length === 0 || moves.some((move) => !isDeepStrictEqual(move.at(other), move.at(old)))) return undefined;
  try {
    return moves.reduce((text, move) => move.edit(text), onto);
  } catch (error) {
    only(Failure, error);
    return undefined;
  }
}

interface TimedChoice extends Choice {
  readonly timing: Timing;
}

function readTimedChoice(text: string): TimedChoice | undefined {
  const choice = readChoice(text);
  return choice && { ...choice, timing: readTiming(text) };
}

/** One thing that two choices differ in. */
interface Move {
  /** What a choice has there. */
  readonly at: (choice: TimedChoice) => Json | Timing | undefined;
  /** Makes it what the second choice has. */
  readonly edit: (text: string) => string;
}

function movesBetween(old: TimedChoice, now: TimedChoice): Move[] {
  const active: Move = { at: (choice) => choice.active, edit: (text) => editActive(text, now.active) };
  const timing: Move = { at: (choice) => choice.timing, edit: (text) => editTiming(text, now.timing) };
  return [
    ...(old.active === now.active ? [] : [active]),
    ...(isDeepStrictEqual(old.timing, now.timing) ? [] : [timing]),
    ...changedKeys(old.overrides, now.overrides).map((task) => ({
      at: (choice: Choice) => choice.overrides.get(task),
      edit: (text: string) => moveOverride(text, task, now.overrides.get(task)),
    })),
    ...changedKeys(old.avoid, now.avoid).map((provider) => ({
      at: (choice: Choice) => choice.avoid.get(provider),
      edit: (text: string) => moveAvoidance(text, provider, now.avoid.get(provider)),
    })),
  ];
}

function changedKeys(before: ReadonlyMap<string, Json>, after: ReadonlyMap<string, Json>): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    (key) => !isDeepStrictEqual(before.get(key), after.get(key)),
  );
}

function moveAvoidance(text: string, provider: string, written: Json | undefined): string {
  return written === undefined
    ? removeAvoidance(text, provider)
    : setEntry(text, { section: "avoid", key: provider }, JSON.stringify(written));
}

function moveOverride(text: string, task: string, profile: string | undefined): string {
  return profile === undefined ? removeOverride(text, task) : setOverride(text, task, profile);
}
