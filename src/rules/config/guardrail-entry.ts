import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../../domain/json.ts";
import { nameHint } from "../../sources/nearest-name.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { sectionOf, type ConfigSubject } from "./subject.ts";

const example = "Write `{guardrail_name: name, litellm_params: {guardrail: kind, mode: pre_call}}`";
const skips = "the proxy starts without the guardrail, with one log line";

export const guardrailEntry: Rule<ConfigSubject> = {
  code: "guardrail-entry",
  severity: "error",
  summary: "A guardrail has a name, a kind and a mode that LiteLLM has",
  *check({ config, keys, placeOf }) {
    const listed = config["guardrails"];
    for (const [index, item] of (isJsonArray(listed) ? listed : []).entries()) {
      const path = ["guardrails", index];
      const params = isJsonObject(item) ? sectionOf(item, "litellm_params") : {};
      const lacking = lackingIn(item, params);
      if (lacking !== undefined) {
        yield {
          place: placeOf(path),
          message: `A guardrail ${lacking.what}; ${executed(lacking.effect)}`,
          hint: example,
        };
        continue;
      }
      for (const mode of unknownModes(params["mode"], keys.guardrail_modes)) {
        yield {
          place: placeOf([...path, "litellm_params", "mode"]),
          message: `\`${mode}\` is no mode of a guardrail; ${executed(skips)}`,
          hint: nameHint(mode, keys.guardrail_modes, "modes"),
        };
      }
    }
  },
};

function lackingIn(item: Json, params: JsonObject): { what: string; effect: string } | undefined {
  const aborts = "LiteLLM aborts at start";
  if (!isJsonObject(item)) return { what: "is no mapping", effect: aborts };
  if (item["guardrail_name"] === undefined) return { what: "has no `guardrail_name`", effect: aborts };
  if (!isJsonObject(item["litellm_params"])) return { what: "has no mapping `litellm_params`", effect: aborts };
  const missing = ["guardrail", "mode"].find((key) => params[key] === undefined);
  return missing === undefined ? undefined : { what: `has no \`${missing}\``, effect: skips };
}

function unknownModes(mode: Json | undefined, known: readonly string[]): string[] {
  const modes = isJsonArray(mode) ? mode : [mode];
  return modes.filter(
    (each): each is string => typeof each === "string" && !known.includes(each) && !each.startsWith("os.environ/"),
  );
}
