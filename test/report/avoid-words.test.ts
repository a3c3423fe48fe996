import { expect, test } from "vitest";
import { avoidTitle, avoidWords } from "../../src/report/avoid-words.ts";

const until = "2026-01-02T14:00:00Z";
const openai = { provider: "openai", until };

test.each([
  [[], undefined],
  [[openai], "Avoid openai in production"],
  [[openai, { provider: "azure", until }], "Avoid openai, azure in production"],
  [[{ provider: "azure", until: null }], "Ask azure again in production"],
  [[{ provider: "azure", until: null }, openai], "Avoid openai, ask azure again in production"],
])("%j is called %s", (changes, title) => {
  expect(avoidTitle(changes, "production")).toBe(title);
});

test("beside a switch it is a few words", () => {
  expect(avoidWords([openai, { provider: "azure", until: null }])).toEqual(["avoid openai", "ask azure again"]);
});
