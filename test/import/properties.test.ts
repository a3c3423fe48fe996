import {
  array,
  assert,
  boolean,
  constant,
  constantFrom,
  dictionary,
  oneof,
  option,
  property,
  record,
  subarray,
  tuple,
  uuid,
} from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";

import { Failure } from "../../src/domain/failure.ts";
import type { JsonObject } from "../../src/domain/json.ts";
import type { Imported } from "../../src/import/import-config.ts";
import { compareConfigs } from "../../src/litellm/compare-configs.ts";
import { readMeaning } from "../../src/litellm/read-meaning.ts";
import { importText, renderFiles } from "./import-text.ts";

const tasks = ["chat", "extract", "long_text"];
const profiles = ["premium", "cheap", "fast"];
const models = ["openai/gpt-4o", "openai/gpt-4o-mini", "anthropic/claude-haiku-4-5", "gpt-4o", "azure/eu"];

const params = record(
  {
    temperature: constantFrom(0, 0.5, 1),
    api_key: constantFrom("os.environ/A", "os.environ/B"),
    weight: constantFrom(0, 1, 3),
    stop: constantFrom(["a", "b"], "{{ x }}", "on", "#"),
  },
  { requiredKeys: [] },
);
const info = option(record({ id: uuid(), mode: constant("chat") }, { requiredKeys: [] }), {
  nil: undefined,
});
const groupNames = [...tasks.flatMap((task) => profiles.map((profile) => `${task}_${profile}`)), "by-hand", "other"];
const name = constantFrom(...groupNames);
const entry = record({ model_name: name, model: constantFrom(...models), params, info }).map(
  ({ model_name, model, params: more, info: model_info }): JsonObject => ({
    model_name,
    litellm_params: { model, ...more },
    ...(model_info !== undefined && { model_info: { ...model_info } }),
  }),
);

/** Every name of the matrix has an entry, most of the time. */
const matrix = subarray(groupNames, { minLength: 7 }).chain((names) =>
  tuple(...names.map((each) => entry.map((made) => ({ ...made, model_name: each })))),
);
const alias = constantFrom(...tasks, "chat-old", "x.y", "by-hand", "vision");
const fallback = tuple(oneof(name, alias), array(name, { maxLength: 3 })).map(([key, targets]) => ({ [key]: targets }));
const config = record({
  entries: matrix,
  more: array(entry, { maxLength: 3 }),
  aliases: dictionary(alias, oneof(name, record({ model: name, hidden: boolean() }))),
  fallbacks: array(fallback, { maxLength: 6 }),
  isFlow: boolean(),
  section: constantFrom("router_settings", "litellm_settings"),
}).map(({ entries, more, aliases, fallbacks, isFlow, section }) => {
  const value = {
    litellm_settings: { drop_params: true, ...(section === "litellm_settings" && { fallbacks }) },
    model_list: [...entries, ...more],
    router_settings: { model_group_alias: aliases, ...(section === "router_settings" && { fallbacks }) },
  };
  return isFlow ? JSON.stringify(value) : stringify(value, { version: "1.1", aliasDuplicateObjects: false });
});

/** Undefined where nothing could be made of it, which is said. */
function tryImport(text: string): Imported | undefined {
  try {
    return importText(text);
  } catch (error) {
    if (error instanceof Failure && error.code === "nothing-to-import") return undefined;
    throw error;
  }
}

test("no config equals another but itself", () => {
  assert(
    property(config, (text) => {
      const meaning = readMeaning(text) ?? {};
      expect(compareConfigs(meaning, meaning)).toEqual([]);
    }),
    { numRuns: 25 },
  );
});

test("what a config becomes renders the same to LiteLLM, and so does what comes of importing that", () => {
  let imports = 0;
  assert(
    property(config, (text) => {
      const imported = tryImport(text);
      if (imported === undefined) return;
      imports += 1;
      const isAliased = imported.takeover?.tasks.some((task) => imported.aliases.includes(task.name)) === true;
      expect(imported.findings).toEqual([]);
      expect(imported.differences.filter(({ kind }) => isAliased || kind !== "added")).toEqual([]);
      if (!isAliased) return;
      const rendered = renderFiles(imported.files);
      expect(compareConfigs(readMeaning(text) ?? {}, readMeaning(rendered) ?? {})).toEqual([]);
      const again = importText(rendered);
      expect(again.differences).toEqual([]);
      expect(readMeaning(renderFiles(again.files))).toEqual(readMeaning(rendered));
    }),
    { numRuns: 100 },
  );
  expect(imports).toBeGreaterThan(25);
});
