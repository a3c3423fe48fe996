import { describe, expect, test } from "vitest";
import type { ImportResult } from "../../src/domain/import-result.ts";
import { importJson } from "../../src/report/import-json.ts";
import { importText } from "../../src/report/import-text.ts";

const result: ImportResult = {
  version: 1,
  source: "a.yaml",
  written: true,
  files: [{ path: "litellm-profiles.yaml", text: "version: 1\n" }],
  tasks: ["sort"],
  profiles: ["premium", "fast"],
  active: "premium",
  groups: 1,
  by_hand: [],
  new_tasks: [],
  differences: [],
  secrets: [],
  dead_keys: [],
  findings: [],
  validation: { errors: 0, warnings: 1 },
};

const text = (more: Partial<ImportResult>, colour = false) => importText({ ...result, ...more }, { colour });

describe("an import for a terminal", () => {
  test("well", () => {
    expect(text({})).toBe(`\`a.yaml\`: 1 task, 2 profiles, \`premium\` active, 1 group in profiles

  litellm-profiles.yaml: written

0 differences: what \`render\` gives means the same to LiteLLM

\`validate\` finds 0 errors and 1 warning
Next: litellm-profiles validate && litellm-profiles render
`);
  });

  test("a dry run shows the files", () => {
    const files = [...result.files, { path: "b", text: "x\u001b[31m\n" }];
    expect(text({ written: false, files })).toContain(
      "--- litellm-profiles.yaml\nversion: 1\n\n--- b\nx\uFFFD[31m\n\n0 differences",
    );
    expect(text({ written: false, files })).toMatch(/Nothing was written: a dry run\n$/);
  });

  test("with everything that may be said", () => {
    const told = text({
      groups: 2,
      differences: [
        { kind: "added", path: "router_settings.model_group_alias.sort", after: "sort_premium" },
        { kind: "removed", path: "x", before: "sk-proj-0123456789abcdefghij" },
        { kind: "changed", path: "a", before: 1, after: null },
      ],
      new_tasks: ["chat"],
      secrets: [
        { variable: "KEY", path: ["model_list", 0, "litellm_params", "api_key"] },
        { variable: "LITELLM_MASTER_KEY", path: ["general_settings", "master_key"] },
      ],
      by_hand: [{ kind: "group", name: "eu", reason: "its model names no provider" }],
      dead_keys: ["num_retries"],
    });
    expect(told).toContain(`3 differences to the config
  added router_settings.model_group_alias.sort: "sort_premium"
  removed x: "****************************"
  changed a: 1 → null

New aliases, as asked:
  chat

Secrets became references; set these variables where the proxy runs, to the values of:
  KEY                 model_list.0.litellm_params.api_key
  LITELLM_MASTER_KEY  general_settings.master_key

Left by hand in the template:
  group eu: its model names no provider

Became comments, as LiteLLM never read them:
  num_retries
`);
  });

  test("colours say whether it went well", () => {
    expect(text({}, true)).toContain("\u001b[32m0 differences");
    const differences = [{ kind: "removed" as const, path: "a", before: 1 }];
    expect(text({ differences }, true)).toContain("\u001b[31m1 difference to");
  });
});

test("as JSON it is the result itself", () => {
  expect(JSON.parse(importJson(result))).toEqual(result);
});
