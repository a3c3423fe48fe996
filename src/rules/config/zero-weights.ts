import type { JsonObject } from "../../domain/json.ts";
import type { Rule } from "../rule.ts";
import { isSince } from "./since.ts";
import type { ConfigSubject } from "./subject.ts";

export const zeroWeights: Rule<ConfigSubject> = {
  code: "zero-weights",
  severity: "error",
  summary: "Up to 1.83 the weights of a group are not all 0",
  *check(subject) {
    if (isSince(subject, "1.94.0")) return;
    for (const [group, entries] of subject.groups) {
      const [first] = entries;
      const key = ["weight", "rpm", "tpm"].find((name) => entries.every(({ params }) => isZero(params, name)));
      if (first === undefined || key === undefined) continue;
      yield {
        place: subject.placeOf([...first.path, "litellm_params", key]),
        message: `No member of \`${group}\` has a \`${key}\` above 0; every request divides by zero (executed on 1.83.14)`,
        hint: "Write a number above 0, or remove the key",
      };
    }
  },
};

function isZero(params: JsonObject, key: string): boolean {
  return params[key] === 0;
}
