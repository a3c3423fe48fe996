import { expect, test } from "vitest";
import type { SourceFiles } from "../../src/domain/source-files.ts";
import { openModelMap } from "../../src/litellm/model-map.ts";
import { importFile, type ImportFileRequest } from "../../src/operations/import-file.ts";

const config = `model_list:
  - {model_name: sort_premium, litellm_params: {model: openai/gpt-4o, api_key: sk-1}}
  - {model_name: sort_fast, litellm_params: {model: openai/gpt-4o-mini, api_key: sk-1}}
router_settings:
  max_fallbacks: 1
  model_group_alias: {sort: sort_premium, chat: sort_fast}
general_settings: {master_key: os.environ/LITELLM_MASTER_KEY}
`;

const configMap = `apiVersion: v1
kind: ConfigMap
data:
  config.yaml: |
${config.replaceAll(/^/gm, "    ")}
  other.yaml: |
    model_list: []
`;

async function run(request: Partial<ImportFileRequest>) {
  const written: { files: SourceFiles; overwrite: boolean }[] = [];
  const usual = { environment: "staging", litellm: "1.106.2", assigned: [], dryRun: false, overwrite: false };
  const result = await importFile(
    (files, { overwrite }) => {
      written.push({ files, overwrite });
      return Promise.resolve();
    },
    { file: "a.yaml", text: config, ...usual, ...request },
    openModelMap,
  );
  return { result, written };
}

test("writes the sources, the project's own file last, and says what came of it", async () => {
  const { result, written } = await run({});
  expect(written.map(({ files, overwrite }) => ({ paths: [...files.keys()], overwrite }))).toEqual([
    {
      paths: [
        "profiles/premium.yaml",
        "profiles/fast.yaml",
        "environments/staging.yaml",
        "templates/litellm_config.yaml.hbs",
        "litellm-profiles.yaml",
      ],
      overwrite: false,
    },
  ]);
  const { files, ...told } = result;
  expect(files.map(({ path }) => path)).toContain("profiles/premium.yaml");
  expect(told).toEqual({
    version: 1,
    source: "a.yaml",
    written: true,
    tasks: ["sort"],
    profiles: ["premium", "fast"],
    active: "premium",
    groups: 2,
    by_hand: [{ kind: "alias", name: "chat", reason: "it points at `sort_fast`, which is none of its profiles" }],
    new_tasks: [],
    differences: [],
    secrets: [
      { variable: "OPENAI_API_KEY", path: ["model_list", 0, "litellm_params", "api_key"] },
      { variable: "OPENAI_API_KEY", path: ["model_list", 1, "litellm_params", "api_key"] },
    ],
    dead_keys: [],
    findings: [],
    validation: { errors: 0, warnings: 0 },
  });
});

test("a dry run writes nothing", async () => {
  const { result, written } = await run({ dryRun: true });
  expect(written).toEqual([]);
  expect(result.written).toBe(false);
  expect(result.files).toHaveLength(5);
});

test("a file in the way may be overwritten where the request says so", async () => {
  const { written } = await run({ overwrite: true });
  expect(written.map(({ overwrite }) => overwrite)).toEqual([true]);
});

test("tasks that are new are told from those that an alias names", async () => {
  const assigned = [
    { task: "chat", group: "sort_fast" },
    { task: "write", group: "sort_premium" },
  ];
  const { result } = await run({ assigned });
  expect(result.tasks).toEqual(["sort", "chat", "write"]);
  expect(result.new_tasks).toEqual(["write"]);
  expect(result.differences).toEqual([]);
});

test("with an error nothing is written", async () => {
  const { result, written } = await run({ text: "model_list: [" });
  expect(written).toEqual([]);
  expect(result).toMatchObject({ written: false, files: [], active: null, findings: [{ code: "unreadable-config" }] });
});

test("one of several configs in a file is chosen by its path", async () => {
  const { result } = await run({ text: configMap.replaceAll("\n", "\r\n"), within: "data.config.yaml" });
  expect(result.differences).toEqual([]);
  expect(result.tasks).toEqual(["sort"]);
});

test.each<[string, Partial<ImportFileRequest>, string, string]>([
  [
    "several configs",
    { text: configMap },
    "`a.yaml` holds 2 configs",
    "Name one with `--within`: `data.config.yaml`, `data.other.yaml`",
  ],
  [
    "none of that path",
    { text: configMap, within: "data.x" },
    "`a.yaml` holds no config at `data.x`",
    "Name one with `--within`: `data.config.yaml`, `data.other.yaml`",
  ],
  [
    "no config",
    { text: "apiVersion: v1\nkind: Secret\n" },
    "`a.yaml` holds no LiteLLM config",
    "Name a config, or a file that wraps one",
  ],
])("%s", async (_what, request, message, hint) => {
  await expect(run(request)).rejects.toMatchObject({ code: "no-config", message, hint });
});
