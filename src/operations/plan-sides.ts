import type { JsonObject } from "../domain/json.ts";
import { readConfig } from "../litellm/read-config.ts";
import { routingOf } from "../litellm/routing-of.ts";
import type { PlanSide } from "../plan/plan-change.ts";
import { outputOf, type HeadState } from "./load-head.ts";

/** The side before a change: what was rendered, as it was committed; null where nothing was, or it cannot be read. */
export function sideBefore(state: Omit<HeadState, "head">): PlanSide | null {
  const { project, environment } = state;
  const config = configOf(outputOf(state));
  if (config === undefined) return null;
  return { project, environment, config, rendered: { routing: routingOf(config), deployments: [] } };
}

export function configOf(text: string | undefined): JsonObject | undefined {
  return text === undefined ? undefined : readConfig(text).config;
}
