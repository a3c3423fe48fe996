import { isJsonArray, type Json } from "../../domain/json.ts";
import { nearestName } from "../../sources/nearest-name.ts";
import { wrapInList } from "../fixes/replace-value.ts";
import type { Rule } from "../rule.ts";
import { describedCallbacks } from "./described-callbacks.ts";
import { executed } from "./executed.ts";
import { sectionOf, type ConfigSubject } from "./subject.ts";

const path = ["litellm_settings", "callbacks"];

export const unknownCallback: Rule<ConfigSubject> = {
  code: "unknown-callback",
  severity: "error",
  summary: "A callback is one that LiteLLM has, in a list, or `module.instance`",
  *check({ config, keys, placeOf, spotOf }) {
    const written = sectionOf(config, "litellm_settings")["callbacks"];
    if (written === undefined) return;
    if (typeof written === "string" && keys.callbacks.includes(written)) {
      yield {
        place: placeOf(path),
        message: `\`callbacks\` is a text, so that LiteLLM looks for a module; ${executed("it aborts at start")}`,
        hint: `Write \`[${written}]\``,
        fix: wrapInList(spotOf(path)),
      };
      return;
    }
    const known = [...keys.callbacks, ...describedCallbacks(config)];
    const listed = isJsonArray(written) ? [...written.entries()] : [[undefined, written] as const];
    for (const [index, callback] of listed) {
      const wrong = wrongness(callback, index === undefined, known);
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

/** A reference to a variable is only read where it is the whole setting. */
function wrongness(callback: Json, isWhole: boolean, known: readonly string[]): string | undefined {
  if (typeof callback !== "string") return "A callback is no text";
  if (callback.startsWith("os.environ/")) return isWhole ? undefined : "LiteLLM reads no variable in a list";
  return callback.includes(".") || known.includes(callback) ? undefined : `LiteLLM has no callback \`${callback}\``;
}
