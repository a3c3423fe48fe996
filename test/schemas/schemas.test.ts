import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import {
  validateEnvironment,
  validateName,
  validateProfile,
  validateProject,
} from "../../src/generated/validators.mjs";

type Node = Record<string, unknown>;

const names = ["project", "profile", "environment"];
const schemas = names.map((name): Node =>
  JSON.parse(readFileSync(new URL(`../../src/schemas/${name}.schema.json`, import.meta.url), "utf8")),
);
const ajv = new Ajv2020({ schemas, allowUnionTypes: true });

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null;
}

function children(value: unknown, pointer: string): [string, Node][] {
  return isNode(value)
    ? Object.entries(value).flatMap(([key, child]) => nodesBelow(child, `${pointer}/${key.replaceAll("/", "~1")}`))
    : [];
}

/** Every subschema that describes a value, by its pointer. */
function nodesBelow(schema: unknown, pointer: string): [string, Node][] {
  if (!isNode(schema)) return [];
  return [
    [pointer, schema],
    ...children(schema["properties"], `${pointer}/properties`),
    ...children(schema["$defs"], `${pointer}/$defs`),
  ];
}

const nodes = schemas.flatMap((schema) => nodesBelow(schema, `${String(schema["$id"])}#`));

describe("every key of a source file", () => {
  test.each(nodes)("%s says what it is", (_pointer, node) => {
    expect(node["description"]).toMatch(/^[A-Za-z][\s\S]*\.$/);
  });

  const withExamples = nodes.filter(([, node]) => node["examples"] !== undefined || node["default"] !== undefined);
  test.each(withExamples)("%s has examples and a default that it accepts", (pointer, node) => {
    const values = [node["examples"] ?? [], "default" in node ? node["default"] : []].flat();
    const refused = values.filter((value) => !ajv.validate(pointer.replace(/#$/, ""), value));
    expect(refused).toEqual([]);
  });
});

describe("an unknown key", () => {
  test.each([
    ["project", validateProject, { version: 1, litellm: "1.106.2", tasks: { a: {} }, taskz: {} }],
    ["task", validateProject, { version: 1, litellm: "1.106.2", tasks: { a: { dimension: 3 } } }],
    ["profile", validateProfile, { tasks: {}, fallback: [] }],
    ["deployment", validateProfile, { tasks: { a: [{ model: "openai/gpt-4o", temperature: 0 }] } }],
    ["environment", validateEnvironment, { active: "premium", activ: "x" }],
    ["delivery", validateEnvironment, { active: "premium", deliver: { within: "5s" } }],
    ["proxy", validateEnvironment, { active: "premium", proxies: [{ url: "http://a", token: "x" }] }],
  ] as const)("is refused in a %s", (_name, validate, value) => {
    expect(validate(value)).toBe(false);
    expect(validate.errors?.map((error) => error.keyword)).toEqual(["additionalProperties"]);
  });
});

describe("a path below the project", () => {
  test.each(["a.yaml", "rendered/eu west/a.yaml", ".config/a.yaml", ".gitops/a.yaml", "a/.github/b", "ä..yaml"])(
    "may be `%s`",
    (output) => expect(validateEnvironment({ active: "premium", output })).toBe(true),
  );

  test.each(["", "/a", "../a", "a/../b", "./a", "a//b", "a/", "a\\b", "a\nb", ".git/config", "a/.GIT/hooks/x", ".git"])(
    "may not be `%s`",
    (output) => expect(validateEnvironment({ active: "premium", output })).toBe(false),
  );
});

describe("a name", () => {
  test.each(["premium", "ultra_fast", "a", "gpt-4o", "a".repeat(63)])("may be `%s`", (name) => {
    expect(validateName(name)).toBe(true);
  });

  test.each(
    [
      [
        "",
        "-a",
        "a-",
        "a--b",
        "a..b",
        "A",
        "1a",
        "a b",
        "a/b",
        "../a",
        ".a",
        "a.lock",
        "a\n",
        "ä",
        "{{a}}",
        "a".repeat(64),
      ],
      ["on", "off", "yes", "no", "y", "n", "true", "false", "null", "nan", "inf"],
      ["con", "nul", "com1", "constructor", "__proto__", "prototype"],
    ].flat(),
  )("may not be `%s`", (name) => {
    expect(validateName(name)).toBe(false);
  });
});
