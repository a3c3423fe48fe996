import { expect, test } from "vitest";
import { readConfig } from "../../src/litellm/read-config.ts";
import { includedPaths, resolveIncludes } from "../../src/litellm/resolve-includes.ts";

test("Included files lie beside the file that names them", () => {
  expect(includedPaths("conf/a.yaml", "include: [b.yaml, ../c.yaml, /etc/d.yaml, 5]\n")).toEqual([
    "conf/b.yaml",
    "c.yaml",
    "/etc/d.yaml",
  ]);
});

test.each(["a: [", "- 1", ""])("What is no config includes nothing: %j", (text) => {
  expect(includedPaths("a.yaml", text)).toEqual([]);
});

test("Odd keys have the path that they have in the whole, but for those of a section that is replaced", () => {
  const own = readConfig("include: [b.yaml]\non: 1\nmodel_list: [{on: 1}]\nrouter_settings: {on: 1}\n", "a.yaml");
  if (own.config === undefined) throw new Error("The config cannot be read");
  const other = readConfig("model_list: [{off: 1}]\nrouter_settings: {off: 1}\n", "b.yaml");
  const { merged } = resolveIncludes("a.yaml", own, () => other);
  expect(merged.oddKeys().map(({ path, place }) => `${place.file} ${path.join(".")}`)).toEqual([
    "a.yaml true",
    "a.yaml model_list.0.true",
    "b.yaml model_list.1.false",
    "b.yaml router_settings.false",
  ]);
  expect(merged.spotOf(["model_list", 1, "false"])?.text).toContain("off");
  expect(merged.placeOf(["gone", 3]).file).toBe("a.yaml");
});
