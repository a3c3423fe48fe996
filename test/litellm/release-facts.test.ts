import { expect, test } from "vitest";
import { findModelLine } from "../../src/litellm/model-lines.ts";
import {
  compareReleases,
  nearestRelease,
  readFacts,
  readModelLines,
  releasesWithFacts,
} from "../../src/litellm/release-facts.ts";

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

test("the model lines are sorted, and each says what one model is from a release on", () => {
  const lines = readModelLines().toString().trimEnd().split("\n");
  const releases = new Set(releasesWithFacts());
  const keys = lines.map((line) => {
    const [name = "", since = "", json, ...rest] = line.split("\t");
    expect(rest).toEqual([]);
    expect(releases).toContain(since);
    expect(json === "" ? {} : JSON.parse(json ?? "")).toBeTypeOf("object");
    return [name.toLowerCase(), name, since] as const;
  });
  const isInOrder = keys.every(([lower, name, since], index) => {
    const [lowerBefore, nameBefore, sinceBefore] = keys[index - 1] ?? ["", "", ""];
    if (name === nameBefore) return compareReleases(sinceBefore, since) < 0;
    return lower === lowerBefore ? nameBefore < name : lowerBefore < lower;
  });
  expect(isInOrder).toBe(true);
});

test("facts are those of the release", () => {
  const releases = releasesWithFacts();
  const knowing = (model: string): string[] =>
    releases.filter((release) => findModelLine(readModelLines(), model, release) !== undefined);
  expect(releases).toEqual(["1.83.14", "1.94.3", "1.103.11", "1.106.2", "1.108.11", "1.109.1"]);
  expect(knowing("gpt-4o")).toEqual(releases);
  expect(knowing("claude-3-opus-20240229")).toEqual(["1.83.14", "1.94.3"]);
  expect(knowing("gpt-6.1-terra")).toEqual(["1.109.1"]);
});

test.each(releasesWithFacts())("the rules of %s for unknown models compile", (release) => {
  const rules: readonly { pattern: string }[] = JSON.parse(readFacts(release, "generalizations.json"));
  expect(() => rules.map(({ pattern }) => new RegExp(pattern, "i"))).not.toThrow();
});
