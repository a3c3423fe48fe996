import type { JsonObject } from "../../domain/json.ts";
import type { Rule } from "../rule.ts";
import { renameKey } from "../fixes/rename-key.ts";
import { executed } from "./executed.ts";
import { findSlips } from "./find-slip.ts";
import type { ConfigEntry, ConfigSubject } from "./subject.ts";

export const misspeltParameter: Rule<ConfigSubject> = {
  code: "misspelt-parameter",
  severity: "error",
  summary: "A parameter of a deployment is not a slip away from a legal one",
  *check({ entries, keys, placeOf, spotOf }) {
    const slips = slipsIn(entries, keys.litellm_params);
    for (const { path, params } of entries) {
      for (const key of Object.keys(params)) {
        const [meant, ...others] = slips.get(key) ?? [];
        if (meant === undefined) continue;
        const at = [...path, "litellm_params", key];
        const isClear = others.length === 0 && isOnlyOne(meant, params, slips);
        const what = executed(
          "LiteLLM sends it to the provider as part of the request, and works without what was meant",
        );
        yield {
          place: placeOf(at, "key"),
          message: `\`${key}\` is no parameter that LiteLLM knows; ${what}`,
          hint: `Did you mean \`${meant}\`?`,
          fix: isClear ? renameKey(spotOf(at), meant) : undefined,
        };
      }
    }
  },
};

/** What each unknown key can mean, looked for once: a file repeats its keys. */
function slipsIn(entries: readonly ConfigEntry[], legal: readonly string[]): Map<string, string[]> {
  const written = new Set(entries.flatMap(({ params }) => Object.keys(params)));
  return new Map([...written].filter((key) => !legal.includes(key)).map((key) => [key, findSlips(key, legal)]));
}

/** Whether nothing else among the parameters is the name, or can mean it. */
function isOnlyOne(name: string, params: JsonObject, slips: Map<string, string[]>): boolean {
  return Object.keys(params).filter((key) => key === name || slips.get(key)?.includes(name)).length === 1;
}
