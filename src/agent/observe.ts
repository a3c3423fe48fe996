import type { Failure, FailureCode } from "../domain/failure.ts";
import type { ConditionType, Observation } from "../domain/pass.ts";

/** That something is so. */
export function observed(type: ConditionType, reason: string, message: string): Observation {
  return { type, status: "true", reason, message };
}

/** That it is not. */
export function denied(type: ConditionType, reason: string, message: string): Observation {
  return { type, status: "false", reason, message };
}

/** While somebody else is at it, or has something else in force that is allowed to be, nobody knows. */
const waiting: ReadonlySet<string> = new Set<FailureCode>(["busy", "overridden"]);

/** That it is not, as the world refused. */
export function refusedBy(type: ConditionType, { code, message, hint }: Failure): Observation {
  return { type, status: waiting.has(code) ? "unknown" : "false", reason: code, message: `${message}. ${hint}` };
}

/** A commit as messages name it. */
export function short(commit: string): string {
  return `\`${commit.slice(0, 12)}\``;
}
