import { groupName } from "../domain/project.ts";
import { validateName } from "../generated/validators.mjs";

/** One way to read a group's name as a task's in a profile. */
export interface SplitName {
  readonly group: string;
  readonly task: string;
  readonly profile: string;
}

/** Patterns that groups are looked for by, the most usual first. */
export const usualPatterns: readonly string[] = ["_", "-", ".", "/", ":"].flatMap((separator) => [
  `{task}${separator}{profile}`,
  `{profile}${separator}{task}`,
]);

const placeholder = /\{(?:task|profile)\}/;

/** Every way in which a name fits a pattern such as `{task}_{profile}`; both parts are names that a source may have. */
export function splitName(group: string, pattern: string): SplitName[] {
  const [before = "", between = "", after = ""] = pattern.split(placeholder);
  if (!group.startsWith(before) || !group.endsWith(after)) return [];
  const inner = group.slice(before.length, group.length - after.length);
  return positionsOf(between, inner).flatMap((at) => {
    const parts = [inner.slice(0, at), inner.slice(at + between.length)] as const;
    if (!parts.every((part) => validateName(part))) return [];
    const [task, profile] = pattern.indexOf("{task}") < pattern.indexOf("{profile}") ? parts : parts.toReversed();
    return [{ group, task: task ?? "", profile: profile ?? "" }];
  });
}

function positionsOf(part: string, text: string): number[] {
  const positions = [];
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + 1)) positions.push(at);
  return positions;
}

/** The name that a pattern gives to a task's group in a profile. */
export function groupFromPattern(pattern: string, task: string, profile: string): string {
  return groupName({ groupPattern: pattern }, task, profile);
}
