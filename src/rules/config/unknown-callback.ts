import { isJsonArray, type Json } from "../../domain/json.ts";
import { nearestName } from "../../sources/nearest-name.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { sectionOf, type ConfigSubject } from "./subject.ts";

const path = ["litellm_settings", "callbacks"];

export const unknownCallback: Rule<ConfigSubject> = {
  code: "unknown-callback",
  severity: "error",
  summary: "A callback is one that LiteLLM has, or `module.instance`",
  *check({ config, keys, placeOf }) {
    const written = sectionOf(config, "litellm_settings")["callbacks"];
    if (written === undefined) return;
    const listed = isJsonArray(written) ? [...written.entries()] : [[undefined, written] as const];
    for (const [index, callback] of listed) {
      const wrong = wrongness(callback, keys.callbacks);
      if (wrong === undefined) continue;
      const nearest = typeof callback === "string" ? nearestName(callback, keys.callbacks) : undefined;
      yield {
        place: placeOf(index === undefined ? path : [...path, index]),
        message: `${wrong}; ${executed("LiteLLM aborts at start")}`,
        hint: nearest === undefined ? "Name one of LiteLLM's, or `module.instance`" : `Did you mean \`${nearest}\`?`,
      };
    }
  },
};

function wrongness(callback: Json, known: readonly string[]): string | undefined {
  if (typeof callback !== "string") return "A callback is no text";
  const isKnown = callback.includes(".") || callback.startsWith("os.environ/") || known.includes(callback);
  return isKnown ? undefined : `LiteLLM has no callback \`${callback}\``;
}
