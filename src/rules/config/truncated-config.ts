import { endMark, isTruncated } from "../../litellm/is-truncated.ts";
import type { Rule } from "../rule.ts";
import type { ReadFile } from "./subject.ts";

export const truncatedConfig: Rule<ReadFile> = {
  code: "truncated-config",
  severity: "error",
  summary: "A rendered config is whole: it ends with its last line",
  *check({ file, text }) {
    if (!isTruncated(text)) return;
    const line = text.split(/\r\n?|\n/).length;
    const place = { file, line, column: 1, endLine: line, endColumn: 1 };
    const message = `The rendered config is cut short: its last line is not \`${endMark}\``;
    yield { place, message, hint: "Render it again; what is left may still be valid YAML, with fewer models" };
  },
};
