import { expect, test } from "vitest";
import { nextWait } from "../../src/agent/next-wait.ts";

test.for([
  { everyMilliseconds: 30_000, failures: 0, random: 0, wanted: 27_000 },
  { everyMilliseconds: 30_000, failures: 0, random: 1, wanted: 33_000 },
  { everyMilliseconds: 30_000, failures: 1, random: 0.5, wanted: 60_000 },
  { everyMilliseconds: 30_000, failures: 3, random: 0.5, wanted: 240_000 },
  { everyMilliseconds: 30_000, failures: 6, random: 0.5, wanted: 600_000 },
  { everyMilliseconds: 30_000, failures: 5000, random: 1, wanted: 660_000 },
  { everyMilliseconds: 3_600_000, failures: 4, random: 0.5, wanted: 3_600_000 },
  { everyMilliseconds: 30_000, failures: 0, random: 0.5, untilNextMilliseconds: 12_000, wanted: 12_000 },
  { everyMilliseconds: 30_000, failures: 0, random: 0.5, untilNextMilliseconds: 40_000, wanted: 30_000 },
  { everyMilliseconds: 30_000, failures: 6, random: 0.5, untilNextMilliseconds: 40_000, wanted: 40_000 },
  { everyMilliseconds: 30_000, failures: 0, random: 0.5, untilNextMilliseconds: -5, wanted: 1000 },
])("the next pass after $failures failures comes in $wanted ms", ({ wanted, ...wait }) => {
  expect(nextWait(wait)).toBe(wanted);
});
