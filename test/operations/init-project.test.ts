import { expect, test } from "vitest";
import type { SourceFiles } from "../../src/domain/source-files.ts";
import { openModelMap } from "../../src/litellm/model-map.ts";
import { initProject, type InitRequest } from "../../src/operations/init-project.ts";
import { fetchedTool } from "../../src/operations/starter-workflows.ts";
import { validateProject } from "../../src/operations/validate-project.ts";
import { renderFiles } from "../import/import-text.ts";

const config = `model_list:
  - {model_name: sort_premium, litellm_params: {model: openai/gpt-4o, api_key: sk-1}}
router_settings:
  model_group_alias: {sort: sort_premium}
`;

const application = `apiVersion: argoproj.io/v1alpha1
kind: Application
spec:
  source:
    helm:
      values: |
        proxy_config:
${config.replaceAll(/^/gm, "          ")}
`;

async function run(files: Readonly<Record<string, string>>, request: Partial<InitRequest> = {}) {
  const written: SourceFiles[] = [];
  const result = await initProject(
    new Map(Object.entries(files)),
    (all) => {
      written.push(all);
      return Promise.resolve();
    },
    { environment: "default", litellm: "1.106.2", workflows: null, isProject: false, confirmed: false, ...request },
    openModelMap("1.106.2"),
  );
  return { result, written };
}

test("an empty folder gets a project that is valid and renders", async () => {
  const { result, written } = await run({}, { confirmed: true });
  expect(result).toMatchObject({ source: null, found: [], written: true, differences: [], variables: [] });
  const [files = new Map<string, string>()] = written;
  expect(result.files.map(({ path }) => path)).toEqual([...files.keys()]);
  const { findings } = await validateProject(
    (paths) => Promise.resolve(new Map([...files].filter(([path]) => paths.some((each) => path.startsWith(each))))),
    openModelMap,
  );
  expect(findings.filter(({ severity }) => severity !== "info")).toEqual([]);
  expect(renderFiles(files)).toContain("    classification: classification_premium\n");
});

test("nothing is written before it is confirmed", async () => {
  const { result, written } = await run({ "a.yaml": config });
  expect(written).toEqual([]);
  expect(result).toMatchObject({
    written: false,
    source: { file: "a.yaml", within: "" },
    variables: ["OPENAI_API_KEY"],
  });
});

test("a plain config goes before one in a document, and all are named", async () => {
  const { result } = await run({ "a/app.yaml": application, "litellm_config.yaml": config });
  expect(result.found).toEqual([
    { file: "a/app.yaml", within: "spec.source.helm.values.proxy_config" },
    { file: "litellm_config.yaml", within: "" },
  ]);
  expect(result.source).toEqual({ file: "litellm_config.yaml", within: "" });
});

test("an Argo Application is looked into", async () => {
  const { result } = await run({ "app.yaml": application });
  expect(result.source).toEqual({ file: "app.yaml", within: "spec.source.helm.values.proxy_config" });
  expect(result.differences).toEqual([]);
});

test("a config that holds a secret in a comment is refused", async () => {
  const text = `# api_key: sk-0123456789abcdefghij\n${config}`;
  await expect(run({ "a.yaml": text })).rejects.toMatchObject({ code: "sources-invalid" });
});

const names = ["due", "rollback", "switch", "validate", "verify"].map(
  (name) => `.github/workflows/litellm-profiles-${name}.yml`,
);

test("workflows come along, for a project that is reviewed on GitHub", async () => {
  const { result, written } = await run({}, { confirmed: true, workflows: fetchedTool("0.1.0") });
  expect(result.workflows.toSorted()).toEqual(names);
  expect([...(written[0]?.keys() ?? [])].filter((path) => path.startsWith(".github/")).toSorted()).toEqual(names);
  const files = written[0] ?? new Map<string, string>();
  expect(files.get("litellm-profiles.yaml")).toMatch(/\n\nforge: github\n$/);
  const { findings } = await validateProject(async () => files, openModelMap);
  expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
});

test("workflows alone come into a project that is there", async () => {
  const there = { "litellm_config.yaml": config };
  const { result } = await run(there, { isProject: true, workflows: fetchedTool("0.1.0") });
  expect(result.source).toBeNull();
  expect(result.files.map(({ path }) => path).toSorted()).toEqual(names);
});
