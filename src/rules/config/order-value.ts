import type { Rule } from "../rule.ts";
import { unquoteNumber } from "../fixes/replace-value.ts";
import { executed } from "./executed.ts";
import { isOpen } from "./open-value.ts";
import type { ConfigSubject } from "./subject.ts";

export const orderValue: Rule<ConfigSubject> = {
  code: "order-value",
  severity: "error",
  summary: "The `order` of a group's members is a number everywhere",
  *check({ groups, placeOf, spotOf }) {
    for (const [group, entries] of groups) {
      const written = entries.filter(({ params }) => (params["order"] ?? null) !== null);
      const wrong = written.filter(({ params }) => typeof params["order"] !== "number");
      const fails = wrong.length < written.length;
      for (const { path, params } of wrong.filter((entry) => fails || !isOpen(entry.params["order"]))) {
        const what = fails
          ? ` where others of \`${group}\` have one; ${executed("every request to the group fails with a TypeError")}`
          : `; ${executed("it puts nothing in order")}`;
        yield {
          place: placeOf([...path, "litellm_params", "order"]),
          message: `\`order: ${JSON.stringify(params["order"])}\` is no number${what}`,
          hint: "Write a number without quotes",
          fix: unquoteNumber(spotOf([...path, "litellm_params", "order"])),
          ...(!fails && { severity: "warning" as const }),
        };
      }
    }
  },
};
