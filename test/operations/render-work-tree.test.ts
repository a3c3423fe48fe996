import { describe, expect, test } from "vitest";

import type { SourceFiles } from "../../src/domain/source-files.ts";
import { openModelMap } from "../../src/litellm/model-map.ts";
import { renderWorkTree } from "../../src/operations/render-work-tree.ts";
import type { RenderRequest } from "../../src/operations/render-work-tree.ts";

const sources: Readonly<Record<string, string>> = {
  "litellm-profiles.yaml": "version: 1\nlitellm: 1.106.2\ntasks: {chat: {description: Talk}}\n",
  "profiles/fast.yaml": "tasks: {chat: [{model: openai/gpt-4o-mini}]}\n",
  "profiles/good.yaml": "tasks: {chat: [{model: openai/gpt-4o}]}\n",
  "environments/default.yaml": "active: good\n",
  "environments/staging.yaml": "active: fast\n",
  "templates/litellm_config.yaml.hbs":
    "model_list:\n  {{yaml deployments}}\nrouter_settings:\n  max_fallbacks: 1\n  model_group_alias: {{yaml aliases}}\n",
};

function workTree(more: Readonly<Record<string, string>> = {}) {
  const files = new Map(Object.entries({ ...sources, ...more }));
  const written: string[] = [];
  return {
    files,
    written,
    readWorkTree: (paths: readonly string[]): Promise<SourceFiles> => {
      const isAsked = (file: string) => paths.some((path) => file === path || file.startsWith(`${path}/`));
      return Promise.resolve(new Map([...files].filter(([file]) => isAsked(file))));
    },
    writeWorkTree: (path: string, text: string): Promise<void> => {
      files.set(path, text);
      written.push(path);
      return Promise.resolve();
    },
  };
}

const render = (tree: ReturnType<typeof workTree>, request: Partial<RenderRequest> = {}) =>
  renderWorkTree(tree, openModelMap, { check: false, ...request });

const staging = "rendered/staging/litellm_config.yaml";

test("writes every environment's config, and the second time none", async () => {
  const tree = workTree();
  const { files, findings } = await render(tree);
  expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(files.map(({ environment, path, state }) => [environment, path, state])).toEqual([
    ["default", "litellm_config.yaml", "written"],
    ["staging", staging, "written"],
  ]);
  expect(tree.files.get("litellm_config.yaml")).toContain("  model_group_alias: {chat: chat_good}\n...\n");
  expect(tree.files.get(staging)).toContain("  model_group_alias: {chat: chat_fast}\n...\n");

  const again = await render(tree);
  expect(again.files.map(({ state, diff }) => [state, diff])).toEqual([
    ["current", ""],
    ["current", ""],
  ]);
  expect(tree.written).toEqual(["litellm_config.yaml", staging]);
});

test("a checkout with line ends of Windows is current, and is left so", async () => {
  const tree = workTree();
  await render(tree);
  for (const [path, text] of tree.files) tree.files.set(path, text.replaceAll("\n", "\r\n"));
  tree.written.length = 0;
  expect((await render(tree, { check: true })).files.map(({ state }) => state)).toEqual(["current", "current"]);
  await render(tree);
  expect(tree.written).toEqual([]);
});

test("writes one environment only", async () => {
  const tree = workTree();
  await render(tree, { environment: "staging" });
  expect(tree.written).toEqual([staging]);
});

describe("a check", () => {
  test("says what a switch by hand left stale, and writes nothing", async () => {
    const tree = workTree();
    await render(tree);
    tree.files.set("environments/default.yaml", "active: fast\n");
    const { files } = await render(tree, { check: true });
    expect(files.map(({ state }) => state)).toEqual(["stale", "current"]);
    expect(files[0]?.diff).toBe(`--- a/litellm_config.yaml
+++ b/litellm_config.yaml
@@ -8,6 +8,6 @@
     litellm_params: {model: openai/gpt-4o}
     model_info: {id: chat_good--openai-gpt-4o-4d29a6a0}
 router_settings:
   max_fallbacks: 1
-  model_group_alias: {chat: chat_good}
+  model_group_alias: {chat: chat_fast}
 ...
`);
    expect(tree.written).toHaveLength(2);
  });

  test("shows a config that does not exist as new", async () => {
    const tree = workTree();
    const { files } = await render(tree, { environment: "default", check: true });
    expect(files[0]?.diff).toContain("--- /dev/null\n+++ b/litellm_config.yaml\n@@ -0,0 +1,13 @@\n+# Rendered by");
    expect(tree.written).toEqual([]);
  });
});

describe("nothing is written", () => {
  test("where a source is wrong", async () => {
    const tree = workTree({ "profiles/fast.yaml": "tasks: {chat: [{modle: x}]}\n" });
    const { files, findings } = await render(tree);
    expect(files).toEqual([]);
    expect(findings.some(({ file, severity }) => file === "profiles/fast.yaml" && severity === "error")).toBe(true);
    expect(tree.written).toEqual([]);
  });

  test("where a rule is broken", async () => {
    const tree = workTree({ "profiles/fast.yaml": "tasks: {}\n" });
    const { files, findings } = await render(tree);
    expect(files).toEqual([]);
    expect(findings.map(({ severity }) => severity)).toContain("error");
    expect(tree.written).toEqual([]);
  });

  test("where the template loses what the tool owns", async () => {
    const tree = workTree({ "templates/litellm_config.yaml.hbs": "model_list:\n  {{yaml deployments}}\n" });
    const { files, findings } = await render(tree);
    expect(files).toEqual([]);
    expect(findings.filter(({ code }) => code === "template-drops").map(({ message }) => message)).toEqual([
      "Alias `chat` is missing from the rendered config",
      "Alias `chat` is missing from the rendered config",
    ]);
    expect(tree.written).toEqual([]);
  });

  test("for an environment that does not exist", async () => {
    await expect(render(workTree(), { environment: "stagin" })).rejects.toMatchObject({
      code: "unknown-environment",
      message: "Environment `stagin` does not exist",
      hint: "Did you mean `staging`?",
    });
  });

  test("where there is no project", async () => {
    const tree = workTree();
    tree.files.delete("litellm-profiles.yaml");
    await expect(render(tree)).rejects.toMatchObject({ code: "not-a-project" });
  });
});
