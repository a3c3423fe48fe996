import { expect, test } from "vitest";
import { nearestRelease, readFacts, releasesWithFacts } from "../../src/litellm/release-facts.ts";

const known = ["1.83.14", "1.94.3", "1.103.11", "1.106.2"];

test.each([
  ["1.106.2", "1.106.2"],
  ["1.106.1", "1.103.11"],
  ["1.200.0", "1.106.2"],
  ["1.94.3-stable", "1.94.3"],
  ["1.100", "1.94.3"],
  ["1.106", "1.103.11"],
  ["2.0.0", "1.106.2"],
  ["1.61.20", "1.83.14"],
])("%s is answered by %s", (asked, answering) => {
  expect(nearestRelease(asked, known)).toBe(answering);
});

test("a package without facts is broken", () => {
  expect(() => nearestRelease("1.106.2", [])).toThrow("no facts");
});

test.each(releasesWithFacts())("the model lines of %s are sorted and each is one model", (release) => {
  const names = readFacts(release, "models.tsv")
    .trimEnd()
    .split("\n")
    .map((line) => {
      const [name, json, ...rest] = line.split("\t");
      expect(rest).toEqual([]);
      expect(JSON.parse(json ?? "")).toBeTypeOf("object");
      return name?.toLowerCase() ?? "";
    });
  expect(names.findIndex((name, index) => name < (names[index - 1] ?? ""))).toBe(-1);
});

test.each(releasesWithFacts())("the rules of %s for unknown models compile", (release) => {
  const rules: readonly { pattern: string }[] = JSON.parse(readFacts(release, "generalizations.json"));
  expect(() => rules.map(({ pattern }) => new RegExp(pattern, "i"))).not.toThrow();
});
