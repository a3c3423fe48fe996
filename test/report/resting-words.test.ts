import { expect, test } from "vitest";
import { restingWords } from "../../src/report/resting-words.ts";

const at = "2026-12-02T08:10:00Z";

test.for([
  { change: { at, kind: "ends", from: "fast", to: "premium" } as const, what: "`premium`" },
  { change: { at, kind: "asks", provider: "openai" } as const, what: "Asking `openai` again" },
])("$what waits", ({ change, what }) => {
  expect(restingWords(change)).toBe(
    `${what} was due, was not proven in time and was taken back; it is tried again from 2026-12-02 08:10Z on`,
  );
});
