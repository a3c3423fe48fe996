import { nameHint } from "../../sources/nearest-name.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { policyEntries } from "./policy-entries.ts";
import type { ConfigSubject } from "./subject.ts";

export const retryPolicyName: Rule<ConfigSubject> = {
  code: "retry-policy-name",
  severity: "warning",
  summary: "The policies of the router have LiteLLM's names",
  *check(subject) {
    for (const { policy, name, path } of policyEntries(subject)) {
      const legal = subject.keys[policy];
      if (legal.includes(name)) continue;
      const message = `\`${policy}\` has no \`${name}\`; ${executed("LiteLLM says nothing, and it has no effect")}`;
      yield { place: subject.placeOf(path, "key"), message, hint: nameHint(name, legal, "names") };
    }
  },
};
