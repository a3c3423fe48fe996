import { isDeepStrictEqual } from "node:util";
import { Failure } from "../domain/failure.ts";
import { isJsonObject, type Json } from "../domain/json.ts";
import { mustBe } from "../domain/must.ts";
import { only } from "../domain/only.ts";
import { editActive, readActive } from "./active-line.ts";
import { removeEntry, setEntry } from "./edit-entries.ts";
import { isParsed, parseYaml } from "./parse-yaml.ts";

/** What a switch decides in an environment's file. */
export interface Choice {
  readonly active: string;
  /** By task the profile that answers it, whichever is active. */
  readonly overrides: ReadonlyMap<string, string>;
}

/** What an environment's text has in force; undefined where it names no active profile, or is broken. */
export function readChoice(text: string): Choice | undefined {
  const active = readActive(text);
  if (active === undefined) return undefined;
  return { active, overrides: readOverrides(text) };
}

function readOverrides(text: string): Map<string, string> {
  // Most environments have none, and a history is read from many texts.
  if (!text.includes("overrides")) return new Map();
  const value: Json = mustBe(parseYaml(text), isParsed, "An environment").toJS();
  const { overrides } = mustBe(value, isJsonObject, "An environment");
  const entries = isJsonObject(overrides) ? Object.entries(overrides) : [];
  return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

/** The text with one task answered by a profile, whichever is active. Throws `source-not-editable`. */
export function setOverride(text: string, task: string, profile: string): string {
  return setEntry(text, { section: "overrides", key: task }, profile);
}

/** The text with a task that follows the active profile again. Throws `source-not-editable`. */
export function removeOverride(text: string, task: string): string {
  return removeEntry(text, { section: "overrides", key: task });
}

/**
 * Another text of the same environment with the choice that changed between two of its texts. Undefined where nothing of
 * it changed, the other text has chosen something else since, or cannot be edited so.
 */
export function carryChoice({ from, to, onto }: { from: string; to: string; onto: string }): string | undefined {
  const [old, now, other] = [readChoice(from), readChoice(to), readChoice(onto)];
  if (old === undefined || now === undefined || other === undefined || isDeepStrictEqual(old, now)) return undefined;
  const tasks = [...new Set([...old.overrides.keys(), ...now.overrides.keys()])].filter(
    (task) => old.overrides.get(task) !== now.overrides.get(task),
  );
  const isOther =
    (old.active !== now.active && other.active !== old.active) ||
    tasks.some((task) => other.overrides.get(task) !== old.overrides.get(task));
  if (isOther) return undefined;
  try {
    const edited = old.active === now.active ? onto : editActive(onto, now.active);
    return tasks.reduce((text, task) => moveOverride(text, task, now.overrides.get(task)), edited);
  } catch (error) {
    only(Failure, error);
    return undefined;
  }
}

function moveOverride(text: string, task: string, profile: string | undefined): string {
  return profile === undefined ? removeOverride(text, task) : setOverride(text, task, profile);
}
