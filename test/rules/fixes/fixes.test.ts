import { describe, expect, test } from "vitest";
import type { Edit } from "../../../src/domain/finding.ts";
import { readConfig } from "../../../src/litellm/read-config.ts";
import type { Spot } from "../../../src/litellm/spot.ts";
import { quoteKey, renameKey } from "../../../src/rules/fixes/rename-key.ts";
import {
  quoteValue,
  referToVariable,
  unquoteBoolean,
  unquoteNumber,
  wrapInList,
} from "../../../src/rules/fixes/replace-value.ts";

const spotIn = (line: string): Spot | undefined => readConfig(line).spotOf(["k"]);
const textOf = (fix: readonly Edit[] | undefined): string | undefined => fix?.map(({ text }) => text).join();

describe.each<{
  name: string;
  fix: (spot: Spot | undefined) => readonly Edit[] | undefined;
  cases: Record<string, string | undefined>;
}>([
  {
    name: "unquoteNumber",
    fix: unquoteNumber,
    cases: { "k: '0'": "0", 'k: "1.5"': "1.5", "k: 5": undefined, "k: '5s'": undefined, "k: '1_0'": undefined },
  },
  {
    name: "unquoteBoolean",
    fix: unquoteBoolean,
    cases: { "k: 'TRUE'": "true", "k: 'yes'": undefined, "k: true": undefined },
  },
  {
    name: "quoteValue",
    fix: quoteValue,
    cases: { "k: 5": '"5"', "k: '5'": undefined, "k: [5]": undefined, "k:": undefined },
  },
  {
    name: "referToVariable",
    fix: referToVariable,
    cases: { "k: ${A}": "os.environ/A", "k: '${A}'": "'os.environ/A'", "k: ${A}/b": undefined },
  },
  {
    name: "wrapInList",
    fix: wrapInList,
    cases: { "k: a/b-c": "[a/b-c]", "k: 'a, b'": "['a, b']", "k: a, b": undefined, "k: |\n  a": undefined },
  },
  { name: "quoteKey", fix: quoteKey, cases: { "k: 1": '"k"', "'k': 1": undefined } },
  {
    name: "renameKey",
    fix: (spot) => renameKey(spot, "x"),
    cases: { "k: 1": "x", "'k': 1": "'x'", '? "k"\n: 1': '"x"' },
  },
])("$name", ({ fix, cases }) => {
  test.each(Object.entries(cases))("%j", (line, expected) => {
    expect(textOf(fix(spotIn(line)))).toBe(expected);
  });

  test("has nothing to mend where nothing stands", () => {
    expect(fix(undefined)).toBeUndefined();
  });
});

test("a key that is written in two lines, or with escapes, is left alone", () => {
  expect(renameKey(spotIn('"\\u006b": 1'), "x")).toBeUndefined();
  expect(quoteKey(spotIn('"\\u006b": 1'))).toBeUndefined();
  expect(renameKey(readConfig("[1]").spotOf([0]), "x")).toBeUndefined();
  expect(quoteKey(readConfig("[1]").spotOf([0]))).toBeUndefined();
});
