import { expect, test } from "vitest";
import { momentsPassed } from "../../src/operations/moments-passed.ts";

const [one, two, six] = ["2026-01-02T13:00:00Z", "2026-01-02T14:00:00Z", "2026-01-02T18:00:00Z"] as const;
const untilTwo = `active: balanced\nuntil: {at: ${two}, then: premium}\n`;
const begun = `active: cheap\nuntil: {at: ${six}, then: premium}\n`;
const scheduled = `active: premium\nscheduled: {at: ${two}, profile: cheap, until: ${six}}\n`;
const avoiding = `active: premium\navoid:\n  openai: {until: ${two}}\n  azure: {until: ${six}}\n`;

interface Texts {
  readonly before: string | null;
  readonly after: string | null;
}

test.each<[string, Texts, string, string[]]>([
  ["an end", { before: untilTwo, after: "active: premium\n" }, two, [two]],
  [
    "an end, with another task overridden",
    { before: untilTwo, after: "active: premium\noverrides: {synthesis: cheap}\n" },
    six,
    [two],
  ],
  ["a beginning", { before: scheduled, after: begun }, two, [two]],
  ["a beginning, long after both have passed", { before: scheduled, after: begun }, six, [two]],
  ["a beginning and its end at once", { before: scheduled, after: "active: premium\n" }, six, [two, six]],
  [
    "a provider that is asked again",
    { before: avoiding, after: `active: premium\navoid: {azure: {until: ${six}}}\n` },
    two,
    [two],
  ],
  ["both providers", { before: avoiding, after: "active: premium\n" }, six, [two, six]],
])("a change that lets pass %s", (_what, change, at, passed) => {
  expect(momentsPassed(change, at)).toEqual(passed);
});

test.each<[string, string | null, string | null, string]>([
  ["takes back an end before it has come", untilTwo, "active: premium\n", one],
  ["goes to another profile than the one of before", untilTwo, "active: cheap\n", six],
  ["keeps what was temporary for good", untilTwo, "active: balanced\n", six],
  ["takes back what was scheduled", scheduled, "active: premium\n", two],
  ["changes nothing that has a time", untilTwo, `${untilTwo}overrides: {synthesis: cheap}\n`, six],
  ["brings a moment back", "active: premium\n", untilTwo, six],
  ["makes the environment", null, untilTwo, six],
  ["removes the environment", untilTwo, null, six],
  ["mends a broken text", "active: [\n", "active: premium\n", six],
])("no change that %s", (_what, before, after, at) => {
  expect(momentsPassed({ before, after }, at)).toEqual([]);
});
