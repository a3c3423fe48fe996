import { expect, test } from "vitest";
import { escapeMarkdown, markdownCode, markdownSentence } from "../../src/report/escape-markdown.ts";

test.each([
  ["plain text, 1.50 USD (−88 %)", "plain text, 1.50 USD &#40;−88 %&#41;"],
  ["a|b", "a&#124;b"],
  ["`a`", "&#96;a&#96;"],
  ["<img src=x onerror=alert(1)>", "&#60;img src=x onerror=alert&#40;1&#41;&#62;"],
  ["[a](javascript:b)", "&#91;a&#93;&#40;javascript&#58;b&#41;"],
  ["sort_premium", "sort_premium"],
  ["_a_ **b**", "&#95;a&#95; &#42;&#42;b&#42;&#42;"],
  ["a\nb\r\u2028\u202ec", "a b   c"],
  ["&amp; \\| #1 ~a~ :tada: $x$", "&#38;amp; &#92;&#124; &#35;1 &#126;a&#126; &#58;tada&#58; &#36;x&#36;"],
])("%j is written as %j", (text, markdown) => {
  expect(escapeMarkdown(text)).toBe(markdown);
});

test("code holds anything", () => {
  expect(markdownCode("a|b</code>`@team")).toBe("<code>a&#124;b&#60;/code&#62;&#96;&#64;team</code>");
});

test("in a sentence, backticks are code, and nobody is mentioned", () => {
  expect(markdownSentence("Alias `a|b` of @team points at `c`")).toBe(
    "Alias <code>a&#124;b</code> of &#64;&#8203;team points at <code>c</code>",
  );
});
