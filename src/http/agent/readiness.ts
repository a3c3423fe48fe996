import type { ConditionType, Pass } from "../../domain/pass.ts";

/** Whether an agent does what it is there for. */
export interface AgentReadiness {
  readonly ready: boolean;
  readonly checks: readonly { readonly check: ConditionType; readonly status: string }[];
}

const needed: ReadonlySet<ConditionType> = new Set(["Fetched", "Valid", "Delivered", "Proven"]);

/**
 * Ready: a pass has ended not long ago, and found nothing wrong. One that waits for another agent to end is ready, so
 * that whoever replaces agents one by one comes to an end.
 */
export function readinessOf(
  pass: Pass | undefined,
  { now, mostSeconds }: { now: Date; mostSeconds: number },
): AgentReadiness {
  if (pass === undefined) return { ready: false, checks: [] };
  const checks = pass.conditions
    .filter(({ type }) => needed.has(type))
    .map(({ type, status }) => ({ check: type, status }));
  const isFresh = now.getTime() - Date.parse(pass.ended_at) <= mostSeconds * 1000;
  return { ready: isFresh && checks.every(({ status }) => status !== "false"), checks };
}
