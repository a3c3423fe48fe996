import { isDeepStrictEqual } from "node:util";
import type { Plan, PlanFingerprint } from "../domain/plan.ts";
import type { ModelMap } from "../litellm/model-map.ts";
import { restartPaths } from "../litellm/restart-paths.ts";
import { avoidWarnings } from "./avoid-warnings.ts";
import { otherChanges } from "./other-changes.ts";
import { disabledReason, type PlanSide } from "./plan-side.ts";
import { planTask, readTaskSide } from "./plan-task.ts";
import { warnOf } from "./warn-of.ts";

export type { PlanSide } from "./plan-side.ts";

/** A change to plan: the name of its environment, its two sides, what they were read from, and the models' facts. */
export interface PlanInput {
  readonly environment: string;
  /** Null where nothing was rendered before. */
  readonly before: PlanSide | null;
  readonly after: PlanSide;
  readonly fingerprint: PlanFingerprint;
  readonly models: ModelMap;
}

/** What a change would do, as a value. From a side to itself, nothing. */
export function planChange({ environment, before, after, fingerprint, models }: PlanInput): Plan {
  const compared = after.project.tasks.flatMap((task) => {
    const now = readTaskSide(after, task.name, models);
    const disabled = now === undefined ? disabledReason(after, task.name) : undefined;
    const old = readTaskSide(before, task.name, models);
    return now === undefined && disabled === undefined ? [] : [{ task: { ...task, disabled }, old, now }];
  });
  const tasks = compared.map(({ task, old, now }) => planTask(task, old, now));
  const changed = compared.filter(({ old, now }) => !isDeepStrictEqual(old, now));
  const restart = before === null ? [] : restartPaths(before.config, after.config);
  return {
    version: 1,
    environment,
    from: before?.environment.active ?? null,
    to: after.environment.active,
    overrides: [...after.environment.overrides].map(([task, profile]) => ({ task, profile })),
    avoided: [...after.environment.avoid].map(([provider, avoidance]) => ({ provider, ...avoidance })),
    until: { before: before?.environment.until ?? null, after: after.environment.until ?? null },
    scheduled: { before: before?.environment.scheduled ?? null, after: after.environment.scheduled ?? null },
    fingerprint,
    tasks,
    also_changes: before === null ? [] : otherChanges(before, after, restart),
    restart,
    warnings: [
      ...avoidWarnings(
        compared.map(({ task: { name }, now }) => ({ name, now })),
        after.environment,
      ),
      ...warnOf(
        changed.map(({ task, now }) => ({ name: task.name, minInputTokens: task.minInputTokens, after: now })),
        after,
        models,
      ),
    ],
  };
}
