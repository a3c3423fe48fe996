import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import type { ConfigSubject } from "./subject.ts";

export const partialWeights: Rule<ConfigSubject> = {
  code: "partial-weights",
  severity: "error",
  summary: "Where one member of a group has a weight, all have one",
  *check({ groups, placeOf }) {
    for (const [group, entries] of groups) {
      const without = entries.filter(({ params }) => (params["weight"] ?? null) === null);
      if (without.length === entries.length) continue;
      for (const { path } of without) {
        const what = executed("it gets 0 of 300 picks while the others are healthy");
        yield {
          place: placeOf([...path, "litellm_params"], "key"),
          message: `A deployment of \`${group}\` has no weight where others have one; ${what}`,
          hint: "Write `weight: 1`, or `weight: 0` where it shall only stand by",
        };
      }
    }
  },
};
