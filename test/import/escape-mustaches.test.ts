import { array, assert, constantFrom, property } from "fast-check";
import { expect, test } from "vitest";

import { escapeMustaches } from "../../src/import/escape-mustaches.ts";
import { fillTemplate } from "../../src/render/fill-template.ts";
import { readTemplate } from "../../src/render/read-template.ts";

test.each([
  ["a: 1", "a: 1"],
  ["a: {b: {c: 1}}", "a: {b: {c: 1}}"],
  ["a: '{{x}}'", "a: '\\{{x}}'"],
  ["a: '{{#each x}}' # {{yaml y}}", "a: '\\{{#each x}}' # \\{{yaml y}}"],
  ["a: '{{{x}}}'", `a: '{{"{{"}}{x}}}'`],
  ["a: '\\{{x}}'", `a: '\\\\{{"{{"}}x}}'`],
])("%j", (text, template) => {
  expect(escapeMustaches(text)).toBe(template);
});

test("any text comes out of the template as it went in", () => {
  const pieces = constantFrom(
    "{",
    "{{",
    "{{{{",
    "}}",
    "\\",
    "#each x",
    "/",
    "!--",
    "~",
    ">",
    "^",
    "else",
    '"',
    "a",
    " ",
    "\n",
  );
  assert(
    property(array(pieces, { maxLength: 30 }), (parts) => {
      const text = parts.join("");
      const template = readTemplate({ path: "t.hbs", text: escapeMustaches(text) });
      const filled =
        "program" in template
          ? fillTemplate(template, { tasks: [], deployments: [], aliases: {}, fallbacks: [] })
          : template;
      expect(filled).toBe(text);
    }),
    { numRuns: 2000 },
  );
});
