import { isJsonArray, type Json, type JsonObject } from "../../domain/json.ts";
import type { FieldTypes } from "../../litellm/config-keys.ts";
import { quoteValue } from "../fixes/replace-value.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { isOpen } from "./open-value.ts";
import type { ConfigSubject } from "./subject.ts";

/** Told by rules that say more of them. */
const toldElsewhere: ReadonlySet<string> = new Set([
  "access_windows",
  "api_version",
  "input_cost_per_token",
  "max_retries",
  "model",
  "output_cost_per_token",
  "rpm",
  "stream_timeout",
  "tags",
  "timeout",
  "tpm",
]);

export const parameterType: Rule<ConfigSubject> = {
  code: "parameter-type",
  severity: "error",
  summary: "What LiteLLM takes as text is text, a number a number, a list a list",
  *check({ entries, keys, placeOf, spotOf }) {
    for (const { path, group, params, info } of entries) {
      const written = [
        ...mistypedIn(params, keys.litellm_params_types).map((found) => ({ ...found, section: "litellm_params" })),
        ...mistypedIn(info, keys.model_info_types).map((found) => ({ ...found, section: "model_info" })),
      ];
      for (const { key, value, due, section } of written) {
        const what = executed("LiteLLM drops the deployment with one line in its log, and the proxy starts");
        yield {
          place: placeOf([...path, section, key]),
          message: `\`${key}\` of a deployment of \`${group}\` is ${JSON.stringify(value)}, not ${due}; ${what}`,
          hint: due === "text" && typeof value !== "object" ? "Write it in quotes" : `Write ${due}`,
          fix: due === "text" ? quoteValue(spotOf([...path, section, key])) : undefined,
        };
      }
    }
  },
};

interface Mistyped {
  readonly key: string;
  readonly value: Json;
  /** What it must be, after "not". */
  readonly due: string;
}

/** A list of organizations is what LiteLLM makes several deployments of. */
function mistypedIn(values: JsonObject, types: FieldTypes): Mistyped[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const type = Object.hasOwn(types, key) && !toldElsewhere.has(key) ? types[key] : undefined;
    if (
      type === undefined ||
      isOpen(value) ||
      (key === "organization" && isJsonArray(value)) ||
      takes(type.split(" "), value)
    )
      return [];
    return [{ key, value, due: dueOf(type.split(" ")) }];
  });
}

/** Words that LiteLLM's types read as a bool. */
const boolWord = /^(?:0|1|true|false|yes|no|on|off|y|n|t|f)$/i;
const number = /^\s*[-+]?(?:\d+(?:_\d+)*\.?\d*|\.\d+)(?:e[-+]?\d+)?\s*$/i;

function takes(kinds: readonly string[], value: Json): boolean {
  const has = (kind: string): boolean => kinds.includes(kind);
  if (typeof value === "boolean") return has("bool");
  if (typeof value === "number") return takesNumber(kinds, value);
  if (typeof value !== "string") return has(isJsonArray(value) ? "list" : "mapping");
  if (has("text") || kinds.includes(`=${value}`)) return true;
  return (has("digits") && number.test(value)) || (has("bool") && boolWord.test(value));
}

function takesNumber(kinds: readonly string[], value: number): boolean {
  if (kinds.includes("fraction")) return true;
  return (
    Number.isInteger(value) && (kinds.includes("whole") || (kinds.includes("bool") && (value === 0 || value === 1)))
  );
}

function dueOf(kinds: readonly string[]): string {
  const choices = kinds.filter((kind) => kind.startsWith("=")).map((kind) => `\`${kind.slice(1)}\``);
  if (choices.length > 0) return choices.join(" or ");
  const names = { text: "text", fraction: "a number", whole: "a whole number", bool: "a bool", list: "a list" };
  return Object.entries(names).find(([kind]) => kinds.includes(kind))?.[1] ?? "a mapping";
}
