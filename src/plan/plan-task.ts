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

/** Compares what answers a task before and after. `requires` are the capabilities that the task asks for. */
export function planTask(
  task: { readonly name: string; readonly requires: readonly string[] },
  before: TaskSide | undefined,
  after: TaskSide,
): TaskPlan {
  return {
    task: task.name,
    before: before === undefined ? null : plannedGroup(before),
    after: plannedGroup(after),
    input_usd_per_million: priceChange(before, after, "inputUsdPerToken"),
    output_usd_per_million: priceChange(before, after, "outputUsdPerToken"),
    context: {
      before: before === undefined ? null : smallestContext(before.members),
      after: smallestContext(after.members),
    },
    capabilities_lost: lostCapabilities(task.requires, before, after),
  };
}

function plannedGroup({ group, members }: TaskSide): PlannedGroup {
  return { group, deployments: members.map(({ id, model, weight }) => ({ id, model, weight })) };
}

function priceChange(
  before: TaskSide | undefined,
  after: TaskSide,
  price: "inputUsdPerToken" | "outputUsdPerToken",
): PriceChange {
  const old = before === undefined ? null : meanUsdPerMillion(before.members, price);
  const now = meanUsdPerMillion(after.members, price);
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
