import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { isSince } from "./since.ts";
import type { ConfigSubject } from "./subject.ts";

export const partialWeights: Rule<ConfigSubject> = {
  code: "partial-weights",
  severity: "error",
  summary: "Where one member of a group has a weight, all have one",
  *check(subject) {
    for (const [group, entries] of subject.groups) {
      const without = entries.filter(({ params }) => (params["weight"] ?? null) === null);
      if (without.length === entries.length) continue;
      const isUnread = without[0] === entries[0] && !isSince(subject, "1.94.0");
      const what = isUnread
        ? executed("LiteLLM reads no weight where the first has none", "1.83.14")
        : executed("it gets 0 of 300 picks while the others are healthy");
      for (const { path } of without) {
        yield {
          ...(isUnread && { severity: "warning" as const }),
          place: subject.placeOf([...path, "litellm_params"], "key"),
          message: `A deployment of \`${group}\` has no weight where others have one; ${what}`,
          hint: "Write `weight: 1`, or `weight: 0` where it shall only stand by",
        };
      }
    }
  },
};
