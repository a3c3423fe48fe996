import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { JsonObject } from "../../src/domain/json.ts";
import { keysMarkdown } from "./keys-markdown.ts";

const folder = join(import.meta.dirname, "../../src/schemas");
const page = join(import.meta.dirname, "../../docs/sources.md");
const files = [
  { file: "litellm-profiles.yaml", schema: "project.schema.json" },
  { file: "profiles/<name>.yaml", schema: "profile.schema.json" },
  { file: "environments/<name>.yaml", schema: "environment.schema.json" },
];
const schemas = new Map(
  readdirSync(folder).map((name): [string, JsonObject] => [name, JSON.parse(readFileSync(join(folder, name), "utf8"))]),
);
const mark = "<!-- The keys below are made from src/schemas/ by `npm run docs`. -->\n";

test("the page of the sources has every key as its schema says; `npm run docs` writes it", () => {
  const written = readFileSync(page, "utf8");
  const [prose = ""] = written.split(mark);
  const text = `${prose}${mark}\n${keysMarkdown(files, schemas)}`;
  if (process.env["DOCS"] === "write") writeFileSync(page, text);
  expect(readFileSync(page, "utf8")).toBe(text);
});

test("keys of inner mappings, of entries by name and of items of lists are told", () => {
  const keys = [...keysMarkdown(files, schemas).matchAll(/^\| `([^`]+)`/gm)].map(([, key]) => key);
  expect(keys).toEqual(
    expect.arrayContaining(["tasks.<name>.mode", "deliver.to", "proxies[].url", "tasks.<name>[].model"]),
  );
});
