import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { isOpen } from "./open-value.ts";
import { isSince } from "./since.ts";
import type { ConfigSubject } from "./subject.ts";

const duration = /^\d+(?:s|m|h|d|w|mo)$/;
const words = /^\s*(?:hourly|daily|weekly|monthly)\s*$/i;

export const budgetPeriod: Rule<ConfigSubject> = {
  code: "budget-period",
  severity: "warning",
  summary: "A deployment with a budget says for which period",
  *check(subject) {
    for (const { path, group, params } of subject.entries) {
      const period = params["budget_duration"] ?? null;
      if (isOpen(params["max_budget"]) || isPeriod(subject, period)) continue;
      const isMissing = period === null;
      const wrong = isMissing
        ? `has no period; ${executed("it limits nothing")}`
        : `has the period ${JSON.stringify(period)}, which LiteLLM ${subject.release} does not read as a duration`;
      yield {
        place: isMissing
          ? subject.placeOf([...path, "litellm_params", "max_budget"], "key")
          : subject.placeOf([...path, "litellm_params", "budget_duration"]),
        message: `The budget of a deployment of \`${group}\` ${wrong}`,
        hint: "Write `budget_duration: 30d`; the units are s, m, h, d, w and mo",
      };
    }
  },
};

/** LiteLLM reads words from 1.103 on (executed on 1.94.3 and 1.103.11). */
function isPeriod(subject: ConfigSubject, period: unknown): boolean {
  if (typeof period !== "string") return false;
  if (period.startsWith("os.environ/") || duration.test(period)) return true;
  return words.test(period) && isSince(subject, "1.103.0");
}
