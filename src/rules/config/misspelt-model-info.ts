import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { findSlips } from "./find-slip.ts";
import type { ConfigEntry, ConfigSubject } from "./subject.ts";

export const misspeltModelInfo: Rule<ConfigSubject> = {
  code: "misspelt-model-info",
  severity: "warning",
  summary: "A key of `model_info` is not a slip away from one that LiteLLM reads",
  *check({ entries, keys, placeOf }) {
    const slips = slipsIn(entries, keys.model_info);
    for (const { path, info } of entries) {
      for (const key of Object.keys(info)) {
        const meant = slips.get(key);
        if (meant === undefined || Object.hasOwn(info, meant)) continue;
        yield {
          place: placeOf([...path, "model_info", key], "key"),
          message: `\`${key}\` in \`model_info\` is nothing that LiteLLM reads; ${executed("it is kept as a remark, and has no effect")}`,
          hint: `Did you mean \`${meant}\`?`,
        };
      }
    }
  },
};

/** Read by name, and in no type of the package. */
const besides = ["access_groups", "supported_environments"];

/** What each unknown key means, looked for once. */
function slipsIn(entries: readonly ConfigEntry[], legal: readonly string[]): Map<string, string | undefined> {
  const written = new Set(entries.flatMap(({ info }) => Object.keys(info)));
  const known = [...legal, ...besides];
  return new Map([...written].filter((key) => !known.includes(key)).map((key) => [key, findSlips(key, known)[0]]));
}
