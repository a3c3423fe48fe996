import { expect, test } from "vitest";

import { isTruncated } from "../../src/litellm/is-truncated.ts";

const header = "# Rendered by litellm-profiles from profiles/: do not edit\n";

test.each([
  ["header and end", `${header}a: 1\n...\n`, false],
  ["header and end without a last line break", `${header}a: 1\n...`, false],
  ["header and end with carriage returns", `${header}a: 1\r\n...\r\n`, false],
  ["header, end, and blank lines", `${header}a: 1\n...\n\n`, false],
  ["byte order mark", `\uFEFF${header}a: 1\n...\n`, false],
  ["header alone", header, true],
  ["cut before the end", `${header}a: 1\n`, true],
  ["cut within the end", `${header}a: 1\n..`, true],
  ["end only as part of a value", `${header}a: ...`, true],
  ["byte order mark, cut", `\uFEFF${header}a: 1\n`, true],
  ["neither", "a: 1\n", false],
  ["end only", "a: 1\n...\n", false],
  ["header further down", `a: 1\n${header}`, false],
  ["empty", "", false],
])("%s", (_name, text, truncated) => {
  expect(isTruncated(text)).toBe(truncated);
});
