import { describe, expect, test } from "vitest";

import { lineIn, readTemplate } from "../../src/render/read-template.ts";

const path = "templates/t.hbs";

function findings(text: string): string[] {
  const template = readTemplate({ path, text });
  if ("program" in template) return [];
  return template.map(({ line, column, code, message }) => `${line}:${column} ${code} ${message}`);
}

describe("refused, at its place", () => {
  test.each<[string, string[]]>([
    ["a: 1\nb: x\u0000{}\n", ["2:5 template-syntax Character U+0000 is not allowed in YAML"]],
    [
      "\u0000[]\n# \u001B[1m\t\r\u0085\n",
      [
        "1:1 template-syntax Character U+0000 is not allowed in YAML",
        "2:3 template-syntax Character U+001B is not allowed in YAML",
      ],
    ],
    ["a: {{yaml\u0007 x}}", ["1:10 template-syntax Character U+0007 is not allowed in YAML"]],
    ["a: {{name}}", ["1:4 template-tag `{{name}}` is not `{{yaml x}}`"]],
    ["a: 1\nb: {{ aliases }}", ["2:4 template-tag `{{ aliases }}` is not `{{yaml x}}`"]],
    ["a: {{yaml}}", ["1:4 template-tag `{{yaml}}` is not `{{yaml x}}`"]],
    ["a: {{yaml aliases fallbacks}}", ["1:4 template-tag `{{yaml aliases fallbacks}}` is not `{{yaml x}}`"]],
    ["a: {{yaml aliases x=1}}", ["1:4 template-tag `{{yaml aliases x=1}}` is not `{{yaml x}}`"]],
    ["a: {{json aliases}}", ["1:4 template-tag `{{json aliases}}` is not `{{yaml x}}`"]],
    ["a: {{5}}", ["1:4 template-tag `{{5}}` is not `{{yaml x}}`"]],
    ["a: {{{yaml aliases}}}", ["1:4 template-tag `{{{yaml aliases}}}` must be written `{{yaml x}}`"]],
    ["a: {{&yaml aliases}}", ["1:4 template-tag `{{&yaml aliases}}` must be written `{{yaml x}}`"]],
    ["a: {{~yaml aliases}}", ["1:4 template-tag `{{~yaml aliases}}` must be written `{{yaml x}}`"]],
    ["a: {{yaml aliases~}}", ["1:4 template-tag `{{yaml aliases~}}` must be written `{{yaml x}}`"]],
    ["a: {{yaml alias}}", ["1:11 template-tag `alias` is no name of the view"]],
    ["a: {{yaml name}}", ["1:11 template-tag `name` is no name of the view"]],
    ["a: {{yaml this}}", ["1:11 template-tag `this` is no name of the view"]],
    ["a: {{yaml constructor}}", ["1:11 template-tag `constructor` is no name of the view"]],
    ["a: {{yaml this.aliases}}", ["1:11 template-tag `this.aliases` is no name of the view"]],
    ["a: {{yaml aliases.x}}", ["1:11 template-tag `aliases.x` is no name of the view"]],
    ["a: {{yaml @root}}", ["1:11 template-tag `@root` is no name of the view"]],
    ["a: {{yaml 'x'}}", ["1:11 template-tag `'x'` is no name of the view"]],
    ["a: {{yaml (lookup aliases 'x')}}", ["1:11 template-tag `(lookup aliases 'x')` is no name of the view"]],
    ["a: {{yaml tasks}}", ["1:4 template-tag `{{yaml tasks}}` has nothing to print"]],
    ["{{#each tasks}}\n  {{yaml ../aliases}}\n{{/each}}", ["2:10 template-tag `../aliases` is no name of the view"]],
    ["{{#each tasks}}\na: {{yaml @index}}\n{{/each}}", ["2:11 template-tag `@index` is no name of the view"]],
    ["{{#each tasks}}\n{{yaml aliases}}\n{{/each}}", ["2:8 template-tag `aliases` is no name of the view"]],
    ["{{#each tasks}}\n{{else}}\n# {{yaml name}}\n{{/each}}", ["3:10 template-tag `name` is no name of the view"]],
    [
      "{{#each tasks}}\n  {{yaml name}}\n{{/each}}",
      ["2:3 template-tag `{{yaml name}}` has no entries to stand on lines of their own"],
    ],
    ["{{#each aliases}}\n{{/each}}", ["1:1 template-tag `{{#each}}` needs the name of a list"]],
    ["{{#each nothing}}\n{{/each}}", ["1:9 template-tag `nothing` is no name of the view"]],
    ["{{#if nothing}}\n{{/if}}", ["1:7 template-tag `nothing` is no name of the view"]],
    ["{{#each}}\n{{/each}}", ["1:1 template-tag A block must be `{{#each x}}` or `{{#if x}}`"]],
    ["{{#each tasks as |t|}}\n{{/each}}", ["1:1 template-tag A block must be `{{#each x}}` or `{{#if x}}`"]],
    ["{{#each tasks x=1}}\n{{/each}}", ["1:1 template-tag A block must be `{{#each x}}` or `{{#if x}}`"]],
    ["{{~#each tasks}}\n{{/each}}", ["1:1 template-tag A block must be `{{#each x}}` or `{{#if x}}`"]],
    ["{{#each tasks}}\n{{~/each}}", ["1:1 template-tag A block must be `{{#each x}}` or `{{#if x}}`"]],
    ["{{#unless tasks}}\n{{/unless}}", ["1:1 template-tag A block must be `{{#each x}}` or `{{#if x}}`"]],
    ["{{#with tasks}}\n{{/with}}", ["1:1 template-tag A block must be `{{#each x}}` or `{{#if x}}`"]],
    ["{{#tasks}}\n{{/tasks}}", ["1:1 template-tag A block must be `{{#each x}}` or `{{#if x}}`"]],
    [
      "{{{{each tasks}}}}\n{{x}}\n{{{{/each}}}}",
      [
        "1:1 template-tag A block must be `{{#each x}}` or `{{#if x}}`",
        "3:3 template-tag A block's tag must stand alone on its line",
      ],
    ],
    ['a: {{"x"}}', ['1:4 template-tag `{{"x"}}` is not `{{yaml x}}`']],
    ['a: {{{"{{"}}}', ['1:4 template-tag `{{{"{{"}}}` is not `{{yaml x}}`']],
    ['a: {{~"{{"}}', ['1:4 template-tag `{{~"{{"}}` is not `{{yaml x}}`']],
    ["{{> partial}}", ["1:1 template-tag A template has no partials and no decorators"]],
    ["{{#> partial}}\n{{/partial}}", ["1:1 template-tag A template has no partials and no decorators"]],
    ["{{* decorator}}", ["1:1 template-tag A template has no partials and no decorators"]],
    ["{{#*inline 'x'}}\n{{/inline}}", ["1:1 template-tag A template has no partials and no decorators"]],
    ["a: {{#if tasks}}\n1\n{{/if}}", ["1:4 template-tag A block's tag must stand alone on its line"]],
    ["{{#if tasks}}\n1 {{else}}\n{{/if}}", ["2:3 template-tag A block's tag must stand alone on its line"]],
    ["{{#if tasks}}\n1\n{{/if}} # x", ["3:1 template-tag A block's tag must stand alone on its line"]],
    ["a: '{{yaml aliases}}'", ["1:5 template-tag `{{yaml aliases}}` stands where no YAML value can be"]],
    ["a: {{yaml aliases}}_x", ["1:4 template-tag `{{yaml aliases}}` stands where no YAML value can be"]],
    ["a: x_{{yaml aliases}}", ["1:6 template-tag `{{yaml aliases}}` stands where no YAML value can be"]],
    ["a:{{yaml aliases}}", ["1:3 template-tag `{{yaml aliases}}` stands where no YAML value can be"]],
    ["{{yaml aliases}}: 1", ["1:1 template-tag `{{yaml aliases}}` stands where no YAML value can be"]],
    ["  {{yaml aliases}} # x", ["1:3 template-tag `{{yaml aliases}}` stands where no YAML value can be"]],
    ["\t{{yaml aliases}}", ["1:2 template-tag `{{yaml aliases}}` stands where no YAML value can be"]],
    ['a: "# {{yaml aliases}}', ["1:7 template-tag `{{yaml aliases}}` stands where no YAML value can be"]],
    ["a: {{yaml\n aliases}}", ["1:4 template-tag `{{yaml` stands where no YAML value can be"]],
    ["a: 1\nb: {{yaml", ["2:1 template-syntax The template is not valid Handlebars"]],
    ["{{#each tasks}}\n{{/if}}", ["1:1 template-syntax The template is not valid Handlebars"]],
    [
      "a: {{x}}\r\nb: {{y}}",
      ["1:4 template-tag `{{x}}` is not `{{yaml x}}`", "2:4 template-tag `{{y}}` is not `{{yaml x}}`"],
    ],
  ])("%j", (text, expected) => {
    expect(findings(text)).toEqual(expected);
  });
});

test.each([
  ["Parse error on line 3:\n...", 3],
  ["Lexical error on line 12. Unrecognized text.", 12],
  ["each doesn't match if - 2:3", 2],
  ["Something else", 1],
])("%j is about line %i", (message, line) => {
  expect(lineIn(message)).toBe(line);
});

describe("allowed", () => {
  test.each([
    ["nothing", "a: 1\n"],
    ["comments", "{{! one }}\n{{!-- two --}}\n"],
    ["braces that are escaped", "a: \\{{x}}\n"],
    ["braces as a text of their own", 'a: {{"{{"}}x\n'],
    ["a value", "a: {{yaml aliases}}\n"],
    ["a value and a comment", "a: {{yaml aliases}} # {{yaml fallbacks}}\n"],
    ["a value in brackets", "a: {b: {{yaml aliases}}, c: {{yaml fallbacks}} }\n"],
    ["an item", "- {{yaml aliases}}\n"],
    ["an item in an item", "- - {{yaml aliases}}\n"],
    ["entries", "  {{yaml deployments}}  \n"],
    [
      "names within",
      "{{#each tasks}}\n# {{yaml name}} {{yaml description}}\n{{#each groups}}\n- {{yaml profile}}\n{{/each}}\n{{/each}}\n",
    ],
    ["items of a list", "{{#each fallbacks}}\n  - {{yaml this}}\n{{/each}}\n"],
    [
      "conditions",
      "{{#if aliases}}\n  {{yaml aliases}}\n{{else if fallbacks}}\n  {{yaml fallbacks}}\n{{else}}\nx: 1\n{{/if}}\n",
    ],
    ["an inverse condition", "{{^if aliases}}\nx: {{yaml aliases}}\n{{/if}}\n"],
  ])("%s", (_name, text) => {
    expect(findings(text)).toEqual([]);
  });
});

test("a hint lists the names that are there", () => {
  const [finding] = [readTemplate({ path, text: "{{#each tasks}}\na: {{yaml x}}\n{{/each}}" })].flat();
  expect(finding).toEqual({
    code: "template-tag",
    severity: "error",
    message: "`x` is no name of the view",
    hint: "The names here are `name`, `description`, `groups`",
    file: path,
    line: 2,
    column: 11,
    endLine: 2,
    endColumn: 12,
  });
});
