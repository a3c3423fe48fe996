import type { LostCapability, PlannedGroup, PriceChange, TaskPlan } from "../domain/plan.ts";
import type { ModelMap } from "../litellm/model-map.ts";
import { isNoticed } from "./caller-capabilities.ts";
import { answeringGroup, findTask, type PlanSide } from "./plan-side.ts";
import { readGroup, type Member } from "./read-group.ts";
import { isMissing, meanUsdPerMillion, sharedCapabilities, smallestContext } from "./summarise-group.ts";

/** What answers a task on one side: its group, and the groups that it falls back on, in order. */
export interface TaskSide {
  readonly group: string;
  readonly members: readonly Member[];
  readonly fallbacks: readonly { readonly group: string; readonly members: readonly Member[] }[];
}

/** Undefined where the side has no such task, or nothing answers it. */
export function readTaskSide(side: PlanSide | null, task: string, models: ModelMap): TaskSide | undefined {
  if (side === null || findTask(side, task) === undefined) return undefined;
  const group = answeringGroup(side, task);
  if (group === undefined) return undefined;
  const entry = side.rendered.routing.fallbacks.find((fallback) => Object.hasOwn(fallback, task));
  return {
    group,
    members: readGroup(side.config, group, models),
    fallbacks: (entry?.[task] ?? []).map((name) => ({ group: name, members: readGroup(side.config, name, models) })),
  };
}

/** A task to compare. `requires` are the capabilities that it asks for. */
export interface ComparedTask {
  readonly name: string;
  readonly requires: readonly string[];
  /** Why nothing answers it after; undefined where something does. */
  readonly disabled: string | undefined;
}

/** Compares what answers a task before and after; undefined is nothing. */
export function planTask(task: ComparedTask, before: TaskSide | undefined, after: TaskSide | undefined): TaskPlan {
  return {
    task: task.name,
    before: plannedGroup(before),
    after: plannedGroup(after),
    disabled: task.disabled ?? null,
    input_usd_per_million: priceChange(before, after, "inputUsdPerToken"),
    output_usd_per_million: priceChange(before, after, "outputUsdPerToken"),
    context: { before: contextOf(before), after: contextOf(after) },
    capabilities_lost: after === undefined ? [] : lostCapabilities(task.requires, before, after),
  };
}

function plannedGroup(side: TaskSide | undefined): PlannedGroup | null {
  if (side === undefined) return null;
  const { group, members } = side;
  return { group, deployments: members.map(({ id, model, weight }) => ({ id, model, weight })) };
}

function contextOf(side: TaskSide | undefined): number | null {
  return side === undefined ? null : smallestContext(side.members);
}

function priceChange(
  before: TaskSide | undefined,
  after: TaskSide | undefined,
  price: "inputUsdPerToken" | "outputUsdPerToken",
): PriceChange {
  const mean = (side: TaskSide | undefined) => (side === undefined ? null : meanUsdPerMillion(side.members, price));
  const [old, now] = [mean(before), mean(after)] as const;
  return { before: old, after: now, change_percent: changePercent(old, now) };
}

/** To one decimal; null where either is unknown, or there is nothing to compare with. */
function changePercent(before: number | null, after: number | null): number | null {
  if (before === null || after === null || before === 0) return null;
  return Math.round(((after - before) / before) * 1000) / 10;
}

/** What is missing after and was not missing in the same place before, so that no change loses nothing. */
function lostCapabilities(
  requires: readonly string[],
  before: TaskSide | undefined,
  after: TaskSide,
): LostCapability[] {
  const offered = sharedCapabilities(before?.members ?? []).filter(isNoticed);
  const wanted = [...new Set([...requires, ...offered])].toSorted();
  const known = new Set(missing(before, wanted).map(nameOf));
  return missing(after, wanted).filter((lost) => !known.has(nameOf(lost)));
}

function missing(side: TaskSide | undefined, wanted: readonly string[]): LostCapability[] {
  if (side === undefined) return [];
  const places = [
    { where: `group ${side.group}`, members: side.members },
    ...side.fallbacks.map(({ group, members }) => ({ where: `fallback ${group}`, members })),
  ];
  return places.flatMap(({ where, members }) =>
    wanted.filter((capability) => isMissing(members, capability)).map((capability) => ({ capability, where })),
  );
}

function nameOf({ capability, where }: LostCapability): string {
  return JSON.stringify([capability, where]);
}
