import type { Failure } from "../domain/failure.ts";
import type { ConditionType, Observation } from "../domain/pass.ts";

/** That something is so. */
export function observed(type: ConditionType, reason: string, message: string): Observation {
  return { type, status: "true", reason, message };
}

/** That it is not. */
export function denied(type: ConditionType, reason: string, message: string): Observation {
  return { type, status: "false", reason, message };
}

/** That it is not, as the world refused; while somebody else is at it, nobody knows. */
export function refusedBy(type: ConditionType, { code, message, hint }: Failure): Observation {
  return { type, status: code === "busy" ? "unknown" : "false", reason: code, message: `${message}. ${hint}` };
}

/** A commit as messages name it. */
export function short(commit: string): string {
  return `\`${commit.slice(0, 12)}\``;
}
