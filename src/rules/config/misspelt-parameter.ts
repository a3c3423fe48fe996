import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { findSlip } from "./find-slip.ts";
import type { ConfigEntry, ConfigSubject } from "./subject.ts";

export const misspeltParameter: Rule<ConfigSubject> = {
  code: "misspelt-parameter",
  severity: "error",
  summary: "A parameter of a deployment is not a slip away from a legal one",
  *check({ entries, keys, placeOf }) {
    const slips = slipsIn(entries, keys.litellm_params);
    for (const { path, params } of entries) {
      for (const key of Object.keys(params)) {
        const meant = slips.get(key);
        if (meant === undefined) continue;
        const what = executed(
          "LiteLLM sends it to the provider as part of the request, and works without what was meant",
        );
        yield {
          place: placeOf([...path, "litellm_params", key], "key"),
          message: `\`${key}\` is no parameter that LiteLLM knows; ${what}`,
          hint: `Did you mean \`${meant}\`?`,
        };
      }
    }
  },
};

/** What each unknown key means, looked for once: a file repeats its keys. */
function slipsIn(entries: readonly ConfigEntry[], legal: readonly string[]): Map<string, string | undefined> {
  const written = new Set(entries.flatMap(({ params }) => Object.keys(params)));
  return new Map([...written].filter((key) => !legal.includes(key)).map((key) => [key, findSlip(key, legal)]));
}
