import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { isSince } from "./since.ts";
import type { ConfigSubject } from "./subject.ts";

export const includeCycle: Rule<ConfigSubject> = {
  code: "include-cycle",
  severity: "info",
  summary: "No file includes itself, by whatever way",
  *check(subject) {
    const { includes, placeOf } = subject;
    const isHarmless = isSince(subject, "1.103.0");
    const what = isHarmless
      ? executed("LiteLLM reads each file once")
      : "up to 1.94 LiteLLM never ends loading (executed on 1.94.3)";
    for (const entry of includes?.cycles ?? []) {
      yield {
        place: placeOf(["include", entry]),
        message: `A file that is included here is included by itself; ${what}`,
        hint: "Let only one of the files include the other",
        ...(!isHarmless && { severity: "error" as const }),
      };
    }
  },
};
