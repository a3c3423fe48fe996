import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { policyEntries } from "./policy-entries.ts";
import type { ConfigSubject } from "./subject.ts";

export const retryPolicyValue: Rule<ConfigSubject> = {
  code: "retry-policy-value",
  severity: "error",
  summary: "The policies of the router are whole numbers",
  *check(subject) {
    for (const { policy, name, path, value } of policyEntries(subject)) {
      if (!subject.keys[policy].includes(name) || value === null || Number.isInteger(Number(value))) continue;
      const message = `\`${name}: ${JSON.stringify(value)}\` is no whole number; ${executed("LiteLLM aborts at start")}`;
      yield { place: subject.placeOf(path), message, hint: "Write a whole number" };
    }
  },
};
