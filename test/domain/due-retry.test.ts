import { expect, test } from "vitest";
import { retryAt } from "../../src/domain/due-retry.ts";

const first = "2026-01-02T14:00:00.000Z";
const second = "2026-01-02T14:10:05.000Z";

test.for([
  { what: "once", takenBack: [first], at: "2026-01-02T14:10:00.000Z" },
  { what: "twice", takenBack: [second, first], at: "2026-01-02T14:30:05.000Z" },
  { what: "eight times", takenBack: [...Array<string>(7).fill(first), second], at: "2026-01-03T11:30:05.000Z" },
  { what: "nine times", takenBack: [...Array<string>(8).fill(first), second], at: "2026-01-03T14:10:05.000Z" },
  { what: "a thousand times", takenBack: Array<string>(2000).fill(first), at: "2026-01-03T14:00:00.000Z" },
])("what was taken back $what is due again at $at", ({ takenBack, at }) => {
  expect(retryAt(takenBack).toISOString()).toBe(at);
});
