import type { ModelFacts } from "../litellm/model-map.ts";
import type { Member } from "./read-group.ts";

/** USD per million tokens, the mean by share. Null where the price of a member that is called is unknown. */
export function meanUsdPerMillion(
  members: readonly Member[],
  price: "inputUsdPerToken" | "outputUsdPerToken",
): number | null {
  const called = members.filter(({ share }) => share > 0);
  const costs = called.map(({ share, facts }) => share * (facts?.[price] ?? Number.NaN));
  const mean = sum(costs) / sum(called.map(({ share }) => share));
  return Number.isNaN(mean) ? null : tidy(mean * 1e6);
}

/** Tokens that the smallest member takes in. Null where one is unknown, or there is none. */
export function smallestContext(members: readonly Member[]): number | null {
  const windows = members.map(({ facts }) => facts?.maxInputTokens);
  const known = windows.filter((window) => window !== undefined);
  return known.length === windows.length && known.length > 0 ? Math.min(...known) : null;
}

/** Capabilities that every member has; none where one is unknown. */
export function sharedCapabilities(members: readonly Member[]): string[] {
  const [first, ...rest] = members.map(({ facts }) => facts?.capabilities ?? new Set<string>());
  return [...(first ?? [])].filter((capability) => rest.every((capabilities) => capabilities.has(capability)));
}

/** Whether a member is known to lack the capability. What is unknown is no loss; a warning names it. */
export function isMissing(members: readonly Member[], capability: string): boolean {
  const known = members.map(({ facts }) => facts).filter((facts): facts is ModelFacts => facts !== undefined);
  return known.some(({ capabilities }) => !capabilities.has(capability));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Without the last digits of binary fractions: 0.3, not 0.30000000000000004. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
