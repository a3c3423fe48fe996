import { isJsonArray, isJsonObject, type Json } from "../../domain/json.ts";
import type { Rule } from "../rule.ts";
import { unquoteNumber } from "../fixes/replace-value.ts";
import { executed } from "./executed.ts";
import { sectionOf, type ConfigSubject } from "./subject.ts";

const drops = "LiteLLM drops the deployment with one log line";
const fails = "the file loads, and every call fails";

interface Kind {
  /** What the value must be, after "is no". */
  readonly due: string;
  readonly effect: string;
  /** Where a list or a mapping does something else than a wrong text. */
  readonly effectOfCollection?: string;
  isRight(value: Json): boolean;
}

const whole: Kind = { due: "whole number", effect: drops, isRight: isWhole };
const requests: Kind = { ...whole, isRight: (value) => isWhole(value) && asNumber(value) >= 0 };
const mapping: Kind = { due: "mapping", effect: fails, isRight: isJsonObject };
const seconds: Kind = { due: "number of seconds", effect: fails, isRight: (value) => asNumber(value) >= 0 };
const streamSeconds: Kind = { ...seconds, effect: "the file loads, and every streaming call fails" };
const slots: Kind = { due: "whole number", effect: fails, isRight: (value) => typeof value === "number" && value >= 0 };
const price: Kind = { due: "number", effect: drops, isRight: (value) => !Number.isNaN(asNumber(value)) };
const list: Kind = { due: "list", effect: drops, isRight: isJsonArray };

const text: Kind = { due: "text", effect: fails, isRight: (value) => typeof value === "string" };

const parameters: Readonly<Record<string, Kind>> = {
  base_model: text,
  extra_body: mapping,
  extra_headers: mapping,
  input_cost_per_token: price,
  max_parallel_requests: slots,
  max_retries: whole,
  output_cost_per_token: price,
  rpm: requests,
  stream_timeout: { ...streamSeconds, effectOfCollection: drops },
  tags: list,
  timeout: { ...seconds, effectOfCollection: drops },
  tpm: whole,
};

const settings: Readonly<Record<string, Kind>> = {
  default_max_parallel_requests: slots,
  stream_timeout: streamSeconds,
  timeout: seconds,
};

/** One wrong value breaks the list of all groups, which LiteLLM makes with each call. */
const breaksAll = "the file loads, and every call to any group fails";
const tokens: Kind = { due: "number of tokens", effect: breaksAll, isRight: (value) => !Number.isNaN(asNumber(value)) };

const infos: Readonly<Record<string, Kind>> = {
  max_input_tokens: tokens,
  max_output_tokens: tokens,
  mode: { ...text, effect: breaksAll },
};

export const parameterValue: Rule<ConfigSubject> = {
  code: "parameter-value",
  severity: "error",
  summary: "Limits, times, prices and tags are what LiteLLM can use",
  *check({ entries, config, placeOf, spotOf }) {
    const written = [
      ...entries.map(({ path, params }) => ({ path: [...path, "litellm_params"], values: params, kinds: parameters })),
      { path: ["router_settings"], values: sectionOf(config, "router_settings"), kinds: settings },
      {
        path: ["litellm_settings"],
        values: sectionOf(config, "litellm_settings"),
        kinds: { request_timeout: seconds },
      },
      ...entries.map(({ path, info }) => ({ path: [...path, "model_info"], values: info, kinds: infos })),
    ];
    for (const { path, values, kinds } of written) {
      for (const [key, kind] of Object.entries(kinds)) {
        const value = values[key] ?? null;
        if (value === null || isReference(value) || kind.isRight(value)) continue;
        yield {
          place: placeOf([...path, key]),
          message: `\`${key}: ${JSON.stringify(value)}\` is no ${kind.due}; ${executed(effectOf(kind, value))}`,
          hint: `Write a ${kind.due}, without a unit`,
          fix: unquoteNumber(spotOf([...path, key])),
        };
      }
    }
  },
};

function effectOf(kind: Kind, value: Json): string {
  if (kind === requests && isWhole(value)) return fails;
  const { effect, effectOfCollection = effect } = kind;
  return typeof value === "object" ? effectOfCollection : effect;
}

/** As text it has no exponent: PyYAML reads `1e3` as text, and LiteLLM no number in it. */
function isWhole(value: Json): boolean {
  return Number.isInteger(asNumber(value)) && !/e/i.test(typeof value === "string" ? value : "");
}

/** LiteLLM reads numbers from text here, and takes a bool for one. */
function asNumber(value: Json): number {
  if (typeof value === "number" || typeof value === "boolean") return Number(value);
  return typeof value === "string" && value.trim() !== "" ? Number(value) : Number.NaN;
}

/** What a variable holds cannot be told from here. */
function isReference(value: Json): boolean {
  return typeof value === "string" && value.startsWith("os.environ/");
}
