import { isJsonArray, type Json } from "../../domain/json.ts";
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

const whole: Kind = { due: "whole number", effect: drops, isRight: (value) => Number.isInteger(asNumber(value)) };
const seconds: Kind = { due: "number of seconds", effect: fails, isRight: (value) => asNumber(value) >= 0 };
const streamSeconds: Kind = { ...seconds, effect: "the file loads, and every streaming call fails" };
const slots: Kind = { due: "whole number", effect: fails, isRight: (value) => typeof value === "number" && value >= 0 };
const price: Kind = { due: "number", effect: drops, isRight: (value) => !Number.isNaN(asNumber(value)) };
const list: Kind = { due: "list", effect: drops, isRight: isJsonArray };

const parameters: Readonly<Record<string, Kind>> = {
  input_cost_per_token: price,
  max_parallel_requests: slots,
  max_retries: whole,
  output_cost_per_token: price,
  rpm: whole,
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

export const parameterValue: Rule<ConfigSubject> = {
  code: "parameter-value",
  severity: "error",
  summary: "Limits, times, prices and tags are what LiteLLM can use",
  *check({ entries, config, placeOf, spotOf }) {
    const written = [
      ...entries.map(({ path, params }) => ({ path: [...path, "litellm_params"], values: params, kinds: parameters })),
      { path: ["router_settings"], values: sectionOf(config, "router_settings"), kinds: settings },
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

function effectOf({ effect, effectOfCollection = effect }: Kind, value: Json): string {
  return typeof value === "object" ? effectOfCollection : effect;
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
