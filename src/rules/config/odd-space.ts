import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import type { ConfigSubject } from "./subject.ts";

export const oddSpace: Rule<ConfigSubject> = {
  code: "odd-space",
  severity: "error",
  summary: "No name that clients call begins or ends with a space, or holds one that looks like another",
  *check({ aliases, entries, placeOf }) {
    const odd = [
      ...Object.keys(aliases)
        .filter(hasOddSpace)
        .map((name) => ({ name, place: placeOf(["router_settings", "model_group_alias", name], "key") })),
      ...entries
        .filter(({ group }) => hasOddSpace(group))
        .map(({ group, path }) => ({ name: group, place: placeOf([...path, "model_name"]) })),
    ];
    for (const { path, params } of entries) {
      const model = params["model"];
      if (typeof model !== "string" || !/\s$/.test(model)) continue;
      const message = `The model ${JSON.stringify(model)} ends with a space; ${executed("the provider is asked for a model with it")}`;
      yield { place: placeOf([...path, "litellm_params", "model"]), message, hint: "Write the name again, by hand" };
    }
    for (const { name, place } of odd) {
      const message = `The name ${JSON.stringify(name)} has a space that nobody sees; ${executed("it is part of the name, and calls without it answer 400")}`;
      yield { place, message, hint: "Write the name again, by hand" };
    }
  },
};

function hasOddSpace(name: string): boolean {
  return /^\s|\s$|[^\S ]|\p{Cf}/u.test(name);
}
