import { isJsonArray, isJsonObject } from "../../domain/json.ts";
import { nearestName } from "../../sources/nearest-name.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { sectionOf, type ConfigSubject } from "./subject.ts";

export const unknownGuardrail: Rule<ConfigSubject> = {
  code: "unknown-guardrail",
  severity: "error",
  summary: "A guardrail is of a kind that LiteLLM has, or a class of one's own",
  *check({ config, keys, placeOf }) {
    const listed = config["guardrails"];
    for (const [index, item] of (isJsonArray(listed) ? listed : []).entries()) {
      const kind = isJsonObject(item) ? sectionOf(item, "litellm_params")["guardrail"] : undefined;
      if (
        typeof kind !== "string" ||
        kind.includes(".") ||
        kind.startsWith("os.environ/") ||
        keys.guardrails.includes(kind)
      )
        continue;
      const nearest = nearestName(kind, keys.guardrails);
      yield {
        place: placeOf(["guardrails", index, "litellm_params", "guardrail"]),
        message: `LiteLLM ${keys.release} has no guardrail \`${kind}\`; ${executed("the proxy starts without it, with one log line")}`,
        hint: nearest === undefined ? "Name one of LiteLLM's, or `module.Class`" : `Did you mean \`${nearest}\`?`,
      };
    }
  },
};
