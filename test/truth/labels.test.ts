import { expect, test } from "vitest";
import { caseNames, parseLabels, readLabels, readOutcomes, releases } from "./labels.ts";
import type { Release, Verdict } from "./labels.ts";

const labels = readLabels();
const outcomes = readOutcomes();

test("every case has a label, every label a case", () => {
  expect([...labels.keys()].toSorted()).toEqual(caseNames());
});

test("every case has an outcome, every outcome a case", () => {
  expect([...outcomes.keys()].toSorted()).toEqual(caseNames());
});

test("a label covers the releases on which its case was run, and no other", () => {
  const covered = [...labels].map(([name, label]) => [name, [...label.verdicts.keys()]]);
  expect(covered).toEqual([...labels.keys()].map((name) => [name, releasesOf(name)]));
});

/** Verdicts that need no reason. A drop may be meant: `supported_environments` is for that. */
const obvious: Readonly<Record<string, readonly Verdict[]>> = {
  aborts: ["error", "environment"],
  drops_deployment: ["error", "environment"],
  works: ["clean"],
  warns: ["warning"],
  silent: ["error", "warning", "info", "environment"],
};

test("an outcome and a verdict that do not go together have a reason", () => {
  const unexplained = judgements().filter(({ name, release, verdict, why }) => {
    const outcome = outcomes.get(name)?.get(release) ?? "-";
    return why === undefined && !(obvious[outcome] ?? []).includes(verdict);
  });
  expect(unexplained.map(({ name, release, verdict }) => `${name} on ${release}: ${verdict}`)).toEqual([]);
});

test("what aborts is always an error, or a matter of the environment", () => {
  const wrong = judgements().filter(
    ({ name, release, verdict }) =>
      ["aborts", "drops_deployment"].includes(outcomes.get(name)?.get(release) ?? "") &&
      !["error", "environment"].includes(verdict),
  );
  expect(wrong).toEqual([]);
});

test("a verdict holds from its release on", () => {
  const label = parseLabels("a: {since: {1.94.3: warning, 1.108.11: error}, why: because}").get("a");
  expect([...(label?.verdicts ?? [])]).toEqual([
    ["1.94.3", "warning"],
    ["1.103.11", "warning"],
    ["1.106.2", "warning"],
    ["1.108.11", "error"],
    ["1.109.1", "error"],
  ]);
  expect(label?.why).toBe("because");
});

test("a verdict alone holds everywhere", () => {
  const label = parseLabels("a: clean").get("a");
  expect([...(label?.verdicts.values() ?? [])]).toEqual(Array.from(releases, () => "clean"));
});

test.each([
  { text: "a: fine", message: 'The label of a says "fine"' },
  { text: "a: {why: because}", message: 'The label of a says {"why":"because"}' },
  { text: "a: {since: {1.84.0: error}}", message: 'The label of a says {"since":{"1.84.0":"error"}}' },
])("refuses $text", ({ text, message }) => {
  expect(() => parseLabels(text)).toThrow(message);
});

function judgements(): { name: string; release: Release; verdict: Verdict; why: string | undefined }[] {
  return [...labels].flatMap(([name, label]) =>
    [...label.verdicts].map(([release, verdict]) => ({ name, release, verdict, why: label.why })),
  );
}

function releasesOf(name: string): Release[] {
  return releases.filter((release) => outcomes.get(name)?.get(release) !== "-");
}
