import { describe, expect, test } from "vitest";
import type { Place } from "../../src/domain/finding.ts";
import { findConfigs } from "../../src/litellm/find-configs.ts";

const inner = ["model_list:", "  - model_name: cheap", "router_settings:", "  model_group_alias: {fast: cheap}"];

const configMap = (header: string, lines: readonly string[]): string =>
  ["apiVersion: v1", "kind: ConfigMap", "metadata: {name: litellm}", "data:", `  ${header}`, ...lines, ""].join("\n");

function indented(lines: readonly string[], indent: string): string[] {
  return lines.map((line) => (line === "" ? line : indent + line));
}

describe("finds", () => {
  test.each([
    { name: "the file itself", text: inner.join("\n"), within: [] },
    {
      name: "a ConfigMap's data under any key",
      text: configMap("any.name: |", indented(inner, "    ")),
      within: ["data", "any.name"],
    },
    {
      name: "a block with blank lines in front, a comment and an indentation of its own",
      text: configMap("a: |2- # as it is", ["", ...indented(inner, "    ")]),
      within: ["data", "a"],
    },
    {
      name: "lines that end in CRLF",
      text: configMap("a: |", indented(inner, "    ")).replaceAll("\n", "\r\n"),
      within: ["data", "a"],
    },
    {
      name: "a chart's values",
      text: ["replicaCount: 2", "proxy_config:", ...indented(inner, "  ")].join("\n"),
      within: ["proxy_config"],
    },
    {
      name: "the values of a chart in a chart",
      text: ["litellm-helm:", "  proxy_config:", ...indented(inner, "    ")].join("\n"),
      within: ["litellm-helm", "proxy_config"],
    },
    {
      name: "a HelmRelease",
      text: [
        "apiVersion: helm.toolkit.fluxcd.io/v2",
        "kind: HelmRelease",
        "spec:",
        "  values:",
        "    proxy_config:",
        ...indented(inner, "      "),
      ].join("\n"),
      within: ["spec", "values", "proxy_config"],
    },
    {
      name: "an Application's valuesObject, one of several sources",
      text: [
        "apiVersion: argoproj.io/v1alpha1",
        "spec:",
        "  sources:",
        "    - helm:",
        "        valuesObject:",
        "          proxy_config:",
        ...indented(inner, "            "),
      ].join("\n"),
      within: ["spec", "sources", 0, "helm", "valuesObject", "proxy_config"],
    },
    {
      name: "an Application's values as text",
      text: [
        "apiVersion: argoproj.io/v1alpha1",
        "spec:",
        "  source:",
        "    helm:",
        "      values: |",
        "        proxy_config:",
        ...indented(inner, "          "),
      ].join("\n"),
      within: ["spec", "source", "helm", "values", "proxy_config"],
    },
    {
      name: "a ConfigMap among an Application's values",
      text: [
        "apiVersion: argoproj.io/v1alpha1",
        "spec:",
        "  values: |",
        ...indented(configMap("a: |", indented(inner, "    ")).split("\n"), "    "),
      ].join("\n"),
      within: ["spec", "values", "data", "a"],
    },
    {
      name: "a ConfigMap in a List",
      text: [
        "apiVersion: v1",
        "kind: List",
        "items:",
        "  - kind: Secret",
        "  - kind: ConfigMap",
        "    data:",
        "      a.yaml: |",
        ...indented(inner, "        "),
      ].join("\n"),
      within: ["items", 1, "data", "a.yaml"],
    },
    {
      name: "a model_list in any other mapping of a wrapper",
      text: ["apiVersion: v1", "litellm:", ...indented(inner, "  ")].join("\n"),
      within: ["litellm"],
    },
    {
      name: "the second document of three",
      text: [
        "---",
        "apiVersion: v1",
        "kind: Service",
        "---",
        configMap("a: |", indented(inner, "    ")),
        "---",
        "kind: Job",
      ].join("\n"),
      within: ["data", "a"],
    },
  ])("$name, and points at the file", ({ text, within }) => {
    const [found, ...more] = findConfigs(text, "f.yaml");
    expect(more).toEqual([]);
    expect(found).toMatchObject({ within, error: undefined, config: { model_list: [{ model_name: "cheap" }] } });
    const place = found?.placeOf(["router_settings", "model_group_alias", "fast"], "key");
    expect(place && cut(text, place)).toBe("fast");
    expect(place?.file).toBe("f.yaml");
    const value = found?.placeOf(["model_list", 0, "model_name"]);
    expect(value && cut(text, value)).toBe("cheap");
  });
});

test("finds every config of a file, in order", () => {
  const text = [configMap("a: |", ["    model_list: []"]), "---", "proxy_config: {model_list: [1]}"].join("\n");
  expect(findConfigs(text, "f.yaml").map(({ config, within }) => ({ config, within }))).toEqual([
    { config: { model_list: [] }, within: ["data", "a"] },
    { config: { model_list: [1] }, within: ["proxy_config"] },
  ]);
});

test.each([
  { name: "in quotes", lines: ['    "model_list: []\\nrouter_settings: {num_retries: x}\\n"'], header: "a:", line: 6 },
  { name: "folded", lines: ["    model_list: []", "", "    router_settings: {}"], header: "a: >", line: 6 },
])("a text $name is pointed at as a whole", ({ header, lines, line }) => {
  const text = configMap(header, lines);
  const [found] = findConfigs(text, "f.yaml");
  expect(found?.config).toMatchObject({ model_list: [] });
  const whole = found?.placeOf([]);
  expect(whole).toMatchObject({ line });
  expect(found?.placeOf(["router_settings"])).toEqual(whole);
});

test("odd keys point at the file, their paths into the config", () => {
  const lines = ["router_settings:", "  model_group_alias:", "    on: cheap", "model_list: []", "model_list: []"];
  const asText = findConfigs(configMap("a: |", indented(lines, "    ")), "f.yaml")[0]?.oddKeys();
  const asMapping = findConfigs(
    ["a: 1", "a: 1", "proxy_config:", ...indented(lines, "    ")].join("\n"),
    "f.yaml",
  )[0]?.oddKeys();
  expect(asText).toMatchObject([
    { kind: "not text", path: ["router_settings", "model_group_alias", "true"], place: { line: 8, column: 9 } },
    { kind: "repeated", path: ["model_list"], place: { line: 10, column: 5 } },
  ]);
  expect(asMapping).toMatchObject([
    { kind: "not text", path: ["router_settings", "model_group_alias", "true"], place: { line: 6, column: 9 } },
    { kind: "repeated", path: ["model_list"], place: { line: 8, column: 5 } },
  ]);
});

test("what PyYAML refuses in an embedded text is refused at its place in the file", () => {
  const text = configMap("a: |", ["    model_list:", "    - a: [1"]);
  const [found] = findConfigs(text, "f.yaml");
  expect(found).toMatchObject({ config: undefined, within: ["data", "a"], error: { line: 8 } });
});

test("a chart's values without a config for the proxy are an empty one", () => {
  expect(findConfigs("proxy_config: {}", "f.yaml")).toMatchObject([{ config: {}, within: ["proxy_config"] }]);
});

test.each([
  { name: "a Kubernetes object", text: "apiVersion: v1\nkind: Service\n" },
  { name: "two of them", text: "apiVersion: v1\nkind: Service\n---\napiVersion: v1\nkind: Job\n" },
  { name: "a ConfigMap of something else", text: configMap("a: |", ["    listen: 80"]) },
])("$name holds none", ({ text }) => {
  expect(findConfigs(text, "f.yaml")).toEqual([]);
});

test.each([
  { name: "an empty file", text: "", message: "The config is empty" },
  { name: "a list", text: "- 1", message: "The config is not a mapping" },
  {
    name: "two documents that wrap nothing",
    text: "a: 1\n---\nb: 1",
    message: "The file holds more than one YAML document",
  },
  { name: "YAML that PyYAML refuses", text: "proxy_config: [", message: expect.any(String) },
])("$name is a broken config of its own", ({ text, message }) => {
  expect(findConfigs(text, "f.yaml")).toMatchObject([{ config: undefined, within: [], error: { message } }]);
});

test("wrappers in wrappers come to an end", () => {
  let text = "model_list: []";
  for (let depth = 0; depth < 6; depth += 1)
    text = ["apiVersion: v1", "data: |", ...indented(text.split("\n"), "  ")].join("\n");
  expect(findConfigs(text, "f.yaml")).toHaveLength(1);
});

test("what an anchor holds is found once", () => {
  const text = "apiVersion: v1\na: &x\n  proxy_config: {model_list: []}\nb: *x\nc: [*x, *x]\n";
  expect(findConfigs(text, "f.yaml")).toHaveLength(1);
});

function cut(text: string, { line, column, endColumn }: Place): string {
  return (text.split(/\r?\n/)[line - 1] ?? "").slice(column - 1, endColumn - 1);
}

describe("the text of a config on its own", () => {
  test.each([
    ["a file", "# c\nmodel_list: []\n", "# c\nmodel_list: []\n"],
    [
      "a literal block",
      "apiVersion: v1\ndata:\n  a.yaml: |\n    # c\n    model_list: [] # d\nkind: ConfigMap\n",
      "# c\nmodel_list: [] # d\n",
    ],
    [
      "a mapping, with the comments before, in and behind it",
      "x: 1\nproxy_config:\n  # c\n  model_list:\n    - {model_name: a} # d\n\n  # e\n  x: |\n    y\n# f\nz: 1\n",
      "# c\nmodel_list:\n  - {model_name: a} # d\n\n# e\nx: |\n  y\n",
    ],
    ["a mapping at the end", "proxy_config:\n    model_list: []", "model_list: []\n"],
    ["a mapping in brackets", "a: 1\nproxy_config: {model_list: [{b: ']'}]} # c\n", "{model_list: [{b: ']'}]}\n"],
    [
      "a mapping in a text",
      "kind: HelmRelease\napiVersion: v2\nvalues: |\n  proxy_config:\n    model_list: []\n",
      "model_list: []\n",
    ],
  ])("%s", (_what, text, own) => {
    expect(findConfigs(text, "a.yaml").map((config) => config.text())).toEqual([own]);
  });
});
