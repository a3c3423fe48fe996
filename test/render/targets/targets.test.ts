import { describe, expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { configMapManifests } from "../../../src/render/targets/config-maps.ts";
import { helmValues } from "../../../src/render/targets/helm-values.ts";
import { kustomizationFiles } from "../../../src/render/targets/kustomization.ts";

/** What a careless printer would change: marks at the ends of lines, long lines, indents, quotes, `on`. */
const config = `# Rendered: do not edit.\nmodel_list:\n  - {model_name: "on", weight: 1} \n\n  # ${"long ".repeat(60)}\n\tx: 'é — “ok”'\n...\n`;
const module = 'import os\n\n\ndef start():\n    return "%s"\n';
const parts = { name: "litellm-profiles", config, module };

const maps = [
  {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "litellm-profiles" },
    data: { "litellm_config.yaml": config },
  },
  {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "litellm-profiles-module" },
    data: { "litellm_profiles_hook.py": module },
  },
];

describe("the config as ConfigMaps", () => {
  test("is the same to the byte, and so is the module", () => {
    const documents = parseAllDocuments(configMapManifests(parts)).map((document) => document.toJS());
    expect(documents).toEqual(maps);
  });

  test("is a block, whose lines a diff can show", () => {
    const plain = { name: "x", namespace: "llm", config: "a: 1\nb: on\n...\n", module: "pass\n" };
    expect(configMapManifests(plain)).toBe(`apiVersion: v1
kind: ConfigMap
metadata:
  name: x
  namespace: llm
data:
  litellm_config.yaml: |
    a: 1
    b: on
    ...
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: x-module
  namespace: llm
data:
  litellm_profiles_hook.py: |
    pass
`);
  });
});

describe("the values of LiteLLM's chart", () => {
  test("mount both as folders, and load the module", () => {
    expect(parse(helmValues(parts))).toEqual({
      proxyConfigMap: { create: false, name: "litellm-profiles", key: "litellm_config.yaml" },
      args: ["--config", "/etc/litellm-profiles/config/litellm_config.yaml"],
      extraEnvVars: [
        { name: "PYTHONPATH", value: "/etc/litellm-profiles/module" },
        { name: "LITELLM_WORKER_STARTUP_HOOKS", value: "litellm_profiles_hook:start" },
      ],
      volumes: [
        { name: "litellm-profiles-config", configMap: { name: "litellm-profiles" } },
        { name: "litellm-profiles-module", configMap: { name: "litellm-profiles-module" } },
      ],
      volumeMounts: [
        { name: "litellm-profiles-config", mountPath: "/etc/litellm-profiles/config", readOnly: true },
        { name: "litellm-profiles-module", mountPath: "/etc/litellm-profiles/module", readOnly: true },
      ],
      extraResources: maps,
    });
  });
});

describe("the kustomization", () => {
  test("reads the rendered config beside it", () => {
    const [kustomization, hook, ...others] = kustomizationFiles(parts, "deploy/production/litellm_config.yaml");
    expect(others).toEqual([]);
    expect(hook).toEqual({ path: "deploy/production/litellm_profiles_hook.py", text: module });
    expect(kustomization?.path).toBe("deploy/production/kustomization.yaml");
    expect(parse(kustomization?.text ?? "")).toEqual({
      apiVersion: "kustomize.config.k8s.io/v1beta1",
      kind: "Kustomization",
      configMapGenerator: [
        { name: "litellm-profiles", files: ["litellm_config.yaml"] },
        { name: "litellm-profiles-module", files: ["litellm_profiles_hook.py"] },
      ],
      generatorOptions: { disableNameSuffixHash: true },
    });
  });

  test("gives a config of another name the name that the container looks for", () => {
    const [kustomization] = kustomizationFiles({ ...parts, namespace: "llm" }, "config.yaml");
    expect(kustomization?.path).toBe("kustomization.yaml");
    expect(parse(kustomization?.text ?? "")).toMatchObject({
      namespace: "llm",
      configMapGenerator: [{ files: ["litellm_config.yaml=config.yaml"] }, {}],
    });
  });
});
