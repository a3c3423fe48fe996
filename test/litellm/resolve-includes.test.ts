import { expect, test } from "vitest";
import { includedPaths } from "../../src/litellm/resolve-includes.ts";

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
