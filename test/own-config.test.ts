import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import type { ReadFiles } from "../src/domain/source-files.ts";
import { openModelMap } from "../src/litellm/model-map.ts";
import { readConfig } from "../src/litellm/read-config.ts";
import { renderWorkTree } from "../src/operations/render-work-tree.ts";
import { validateProject } from "../src/operations/validate-project.ts";

const root = join(import.meta.dirname, "..");

const readWorkTree: ReadFiles = (paths) => {
  const files = paths.flatMap((path) =>
    path.includes(".") ? [path] : readdirSync(join(root, path)).map((name) => `${path}/${name}`),
  );
  const found = files.filter((path) => existsSync(join(root, path)));
  return Promise.resolve(new Map(found.map((path) => [path, readFileSync(join(root, path), "utf8")])));
};

const writeWorkTree = () => Promise.reject(new Error("A check writes nothing"));

test("this repository's own config is what its sources render to", async () => {
  const { files, findings } = await renderWorkTree({ readWorkTree, writeWorkTree }, openModelMap, { check: true });
  expect(findings).toEqual([]);
  expect(files).toEqual([{ environment: "default", path: "litellm_config.yaml", state: "current", diff: "" }]);
});

test("it holds 25 groups", () => {
  const { config } = readConfig(readFileSync(join(root, "litellm_config.yaml"), "utf8"));
  const groups = [config?.["model_list"] ?? []].flat().map((entry) => Object(entry)["model_name"]);
  expect(new Set(groups).size).toBe(25);
});

test("its own linter has nothing to say of it", async () => {
  const { findings } = await validateProject(readWorkTree, openModelMap);
  expect(findings.filter(({ severity }) => severity !== "info")).toEqual([]);
});
