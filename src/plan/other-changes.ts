import { avoidChanges, type AvoidChange } from "../domain/avoid-change.ts";
import { overrideChanges, type OverrideChange } from "../domain/override-change.ts";
import { compareRouting, type RoutingDifference } from "../domain/routing.ts";
import { isJsonArray, isJsonObject, type JsonObject } from "../domain/json.ts";
import { deploymentId } from "../litellm/routing-of.ts";
import { findTask, type PlanSide } from "./plan-side.ts";
import { quote } from "./quote.ts";

/** What rides along since the last render, in words; the tasks' own moves, told elsewhere, are not in it. */
export function otherChanges(before: PlanSide, after: PlanSide, restart: readonly string[]): string[] {
  const differences = compareRouting(before.rendered.routing, after.rendered.routing);
  const moves = ownMoves(before, after);
  const others = differences.filter((difference) => !moves.has(difference.kind + difference.name));
  return [
    ...removedTasks(before, after),
    ...overrideChanges(before.environment, after.environment).map(overrideChange),
    ...avoidChanges(before.environment, after.environment).map(avoidChange),
    ...others.filter(({ kind }) => kind === "alias").map(aliasChange),
    ...others.filter(({ kind }) => kind === "fallback").map(fallbackChange),
    ...groupChanges(before.config, after.config),
    ...restart.map((path) => `Setting ${quote(path)} changes`),
  ];
}

/** Kind and name of the differences that are the switch itself: a task's alias and legacy names, and their fallbacks. */
function ownMoves(before: PlanSide, after: PlanSide): Set<string> {
  const moved = after.project.tasks.flatMap(({ name, legacyNames }) => {
    const isSwitch = answeringName(before, name) !== answeringName(after, name);
    const names = [
      name,
      ...legacyNames.filter((legacy) => [before, after].every((side) => isSameAlias(side, name, legacy))),
    ];
    return names.flatMap((each) => (isSwitch ? [`alias${each}`, `fallback${each}`] : [`alias${each}`]));
  });
  return new Set(moved);
}

/** The profile that answers a task on a side. */
function answeringName({ environment: { active, overrides } }: PlanSide, task: string): string {
  return overrides.get(task) ?? active;
}

function isSameAlias({ rendered }: PlanSide, a: string, b: string): boolean {
  return rendered.routing.aliases[a] === rendered.routing.aliases[b];
}

function removedTasks(before: PlanSide, after: PlanSide): string[] {
  return before.project.tasks
    .filter(({ name }) => findTask(after, name) === undefined)
    .map(({ name }) => `Task ${quote(name)} is removed`);
}

function avoidChange({ provider, until }: AvoidChange): string {
  return until === null
    ? `Provider ${quote(provider)} is asked again`
    : `Provider ${quote(provider)} is avoided until ${until}`;
}

function overrideChange({ task, from, to }: OverrideChange): string {
  return to === null
    ? `Task ${quote(task)} follows the active profile again, no longer ${quote(String(from))}`
    : `Task ${quote(task)} follows ${quote(to)}, whichever profile is active`;
}

function aliasChange({ name, expected, actual }: RoutingDifference): string {
  return entryChange(`Alias ${quote(name)}`, "points at", { expected, actual });
}

function fallbackChange({ name, expected, actual }: RoutingDifference): string {
  return entryChange(`The fallback list of ${quote(name)}`, "is", { expected, actual });
}

function entryChange(
  what: string,
  verb: string,
  { expected, actual }: { readonly expected: string | undefined; readonly actual: string | undefined },
): string {
  if (actual === undefined) return `${what} is removed`;
  if (expected === undefined) return `${what} is added and ${verb} ${quote(actual)}`;
  return `${what} ${verb} ${quote(actual)}, no longer ${quote(expected)}`;
}

/** Groups that come and go, and deployments that come and go in a group that stays. */
function groupChanges(before: JsonObject, after: JsonObject): string[] {
  const [old, now] = [deploymentsByGroup(before), deploymentsByGroup(after)];
  return [...new Set([...old.keys(), ...now.keys()])].toSorted().flatMap((group) => {
    const [gone, come] = [old.get(group), now.get(group)];
    if (gone === undefined) return [`Group ${quote(group)} is added`];
    if (come === undefined) return [`Group ${quote(group)} is removed`];
    return [
      ...[...come].filter((id) => !gone.has(id)).map((id) => `Deployment ${quote(id)} is added to ${quote(group)}`),
      ...[...gone].filter((id) => !come.has(id)).map((id) => `Deployment ${quote(id)} is removed from ${quote(group)}`),
    ];
  });
}

/** Ids by group; a group whose entries have none is there with an empty set. */
function deploymentsByGroup(config: JsonObject): Map<string, Set<string>> {
  const list = config["model_list"];
  const groups = new Map<string, Set<string>>();
  for (const entry of isJsonArray(list) ? list.filter(isJsonObject) : []) {
    const group = entry["model_name"];
    if (typeof group !== "string") continue;
    const ids = groups.get(group) ?? new Set();
    const id = deploymentId(entry);
    groups.set(group, id === undefined ? ids : ids.add(id));
  }
  return groups;
}
