import { asyncProperty, check } from "fast-check";
import { expect, test } from "vitest";
import { survive } from "./survive.ts";
import { anyText } from "./texts.ts";

/** The same texts in every run; `npm run fuzz` tries others. */
test("no text makes the linter crash, point outside the file, or mend in circles", async () => {
  const run = check(
    asyncProperty(anyText, (text) => survive(text)),
    { seed: 20_261, numRuns: 400 },
  );
  expect(await run).toMatchObject({ failed: false, numRuns: 400 });
});
