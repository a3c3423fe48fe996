import type { Condition, ConditionType, Observation } from "../domain/pass.ts";

const types: readonly ConditionType[] = ["Fetched", "Valid", "Delivered", "Proven", "Reported"];

/**
 * The conditions after a pass, one of each type: what was seen, since when it has been so. What the pass did not come to
 * is unknown; but what a pull request is still to be told stays so until a pass sees to it.
 */
export function settleConditions(
  before: readonly Condition[],
  seen: readonly Observation[],
  at: string,
): readonly Condition[] {
  return types.map((type) => {
    const last = before.find((each) => each.type === type);
    const now = seen.find((each) => each.type === type) ?? owed(last) ?? notReached(type);
    return { ...now, since: last?.status === now.status ? last.since : at };
  });
}

function owed(last: Condition | undefined): Condition | undefined {
  return last?.reason === "not-told" ? last : undefined;
}

function notReached(type: ConditionType): Observation {
  return { type, status: "unknown", reason: "not-reached", message: "The pass did not come that far" };
}
