import leven from "leven";
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

/** Parameters of a provider that look like another's: OpenRouter takes `models`. */
const providerOwn: ReadonlySet<string> = new Set(["models"]);

/** Parameters that nobody's own parameter is one letter away from. */
const telling = ["api_base", "api_key", "order", "tags", "timeout", "weight"];

function findShortSlips(key: string): string[] {
  return telling.filter((name) => leven(key, name) === 1);
}

/** What each unknown key can mean, looked for once: a file repeats its keys. */
function slipsIn(entries: readonly ConfigEntry[], legal: readonly string[]): Map<string, string[]> {
  const written = new Set(entries.flatMap(({ params }) => Object.keys(params)));
  const unknown = [...written].filter((key) => !legal.includes(key) && !providerOwn.has(key));
  return new Map(unknown.map((key) => [key, [...new Set([...findSlips(key, legal), ...findShortSlips(key)])]]));
}

/** Whether nothing else among the parameters is the name, or can mean it. */
function isOnlyOne(name: string, params: JsonObject, slips: Map<string, string[]>): boolean {
  return Object.keys(params).filter((key) => key === name || slips.get(key)?.includes(name)).length === 1;
}
