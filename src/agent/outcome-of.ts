import type { ConditionType, Observation, PassOutcome } from "../domain/pass.ts";

/** What a pass comes to, from what it saw, and whether it put anything in force. */
export function outcomeOf(seen: readonly Observation[], hasActed: boolean): PassOutcome {
  const found = new Map<ConditionType, Observation>(seen.map((each) => [each.type, each]));
  const isFalse = (type: ConditionType) => found.get(type)?.status === "false";
  const reason = found.get("Delivered")?.reason;
  if (reason === "busy") return "held";
  if (isFalse("Fetched") || (isFalse("Delivered") && reason !== "undone")) return "failed";
  if (isFalse("Valid")) return "refused";
  if (reason === "overridden") return "held";
  if (reason === "undone") return "undone";
  if (isFalse("Proven")) return "unproven";
  return hasActed ? "applied" : "unchanged";
}
