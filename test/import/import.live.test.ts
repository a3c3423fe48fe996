import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";

import { isJsonObject } from "../../src/domain/json.ts";
import type { Json } from "../../src/domain/json.ts";
import { readConfig } from "../../src/litellm/read-config.ts";
import { readIncluded } from "../truth/labels.ts";
import { importText, renderFiles } from "./import-text.ts";
import { importCases } from "./importable-cases.ts";
import type { CaseImport } from "./importable-cases.ts";

/** What `read_routers.py` says of one config. */
interface Answer {
  readonly aborts?: string;
  readonly aliases?: Readonly<Record<string, Json>>;
  readonly fallbacks?: Readonly<Record<string, Json>>;
  readonly names?: readonly string[];
  readonly deployments?: readonly Json[];
}

const litellm = inject("litellm");
const python = "python" in litellm ? litellm.python : "";

/** Loads every config with the real LiteLLM, which is imported once. */
function load(cases: readonly { readonly yaml: string; readonly env: Readonly<Record<string, string>> }[]): Answer[] {
  const { PATH, HOME } = process.env;
  const beside = Object.fromEntries(readIncluded());
  const { output } = spawnSync(python, [join(import.meta.dirname, "read_routers.py")], {
    input: JSON.stringify(cases.map((each) => ({ ...each, beside }))),
    env: { PATH, HOME },
    stdio: ["pipe", "ignore", "ignore", "pipe"],
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  return JSON.parse(output[3] ?? "");
}

const ownCases: Readonly<Record<string, string>> = {
  "tasks in profiles": `
model_list:
  - {model_name: sort_premium, litellm_params: {model: openai/gpt-4o, api_key: sk-1, temperature: 0.0}}
  - {model_name: sort_fast, litellm_params: {model: openai/gpt-4o-mini, api_key: sk-1}}
  - {model_name: read_premium, litellm_params: {model: openai/gpt-4.1, api_key: sk-2, weight: 3}}
  - {model_name: read_premium, litellm_params: {model: openai/gpt-5, api_key: sk-2}}
  - {model_name: read_fast, litellm_params: {model: openai/gpt-4o, api_key: sk-1}, model_info: {mode: chat}}
  - {model_name: eu, litellm_params: {model: openai/gpt-4o, api_key: sk-3}, model_info: {id: eu-1}}
router_settings:
  max_fallbacks: 1
  model_group_alias: {sort: sort_premium, old-sort: sort_premium, read: read_fast, chat: {model: eu, hidden: true}}
  fallbacks: [{sort: [sort_fast]}, {old-sort: [sort_fast]}, {sort_premium: [sort_fast]}, {eu: [sort_fast]}]
`,
  "fallbacks of a single profile": `
model_list:
  - {model_name: one, litellm_params: {model: openai/gpt-4o, api_key: sk-1}}
  - {model_name: two, litellm_params: {model: openai/gpt-4o-mini, api_key: sk-1}}
router_settings: {model_group_alias: {chat: one, sum: two}}
litellm_settings: {fallbacks: [{chat: [two]}], default_fallbacks: [two]}
`,
};

const sources: readonly CaseImport[] = [
  ...Object.entries(ownCases).map(([name, text]) => ({ name, text, imported: importText(text), told: "" })),
  ...(python === "" ? [] : importCases("1.106.2")),
];

/** Values that the references of an imported config stand for. */
function variablesOf({ text, imported }: CaseImport): Record<string, string> {
  const config = readConfig(text).config ?? {};
  return Object.fromEntries(
    (imported?.secrets ?? []).map(({ path, variable }) => [variable, textOf(valueAt(config, path))]),
  );
}

function textOf(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function valueAt(value: Json, path: readonly (string | number)[]): Json {
  return path.reduce<Json>((at, step) => {
    if (Array.isArray(at)) return at[Number(step)];
    return isJsonObject(at) ? (at[step] ?? null) : null;
  }, value);
}

/** What must be the same; an alias that the import was asked for is left out, an alias has its short form. */
function compared({ aliases = {}, names, fallbacks, deployments }: Answer) {
  const short = Object.entries(aliases).map(([name, value]) => [
    name,
    isJsonObject(value) && value["hidden"] === false ? value["model"] : value,
  ]);
  return {
    fallbacks,
    deployments: deployments?.map(withoutNoWeight),
    names: names?.filter((name) => name !== "imported"),
    aliases: Object.fromEntries(short.filter(([name]) => name !== "imported")),
  };
}

/** A missing weight beside others is 0 (`test/rules/config/executed-cases.ts`). */
function withoutNoWeight(deployment: Json): Json {
  const [group = null, params = null, info = null] = Array.isArray(deployment) ? deployment : [];
  const entries = isJsonObject(params) ? Object.entries(params) : [];
  return [group, Object.fromEntries(entries.filter(([key, value]) => key !== "weight" || value !== 0)), info];
}

describe.skipIf(python === "")("LiteLLM has the same aliases, groups, fallbacks and deployments of both", () => {
  const cases = sources.filter(({ imported }) => imported !== undefined);
  const answers =
    python === ""
      ? []
      : load(
          cases.flatMap((each) => {
            const env = variablesOf(each);
            return [
              { yaml: each.text, env },
              { yaml: renderFiles(each.imported?.files ?? new Map()), env },
            ];
          }),
        );

  test.each(cases.map(({ name }, index) => ({ name, before: answers[2 * index], after: answers[2 * index + 1] })))(
    "$name",
    ({ before = {}, after = {} }) => {
      expect(before.aborts).toBeUndefined();
      expect(compared(after)).toEqual(compared(before));
    },
  );
});
