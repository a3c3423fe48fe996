import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import type { ReadFile } from "./subject.ts";

export const unreadableConfig: Rule<ReadFile> = {
  code: "unreadable-config",
  severity: "error",
  summary: "The file is one YAML document that PyYAML reads as a mapping",
  *check({ file, read: { error } }) {
    if (error === undefined) return;
    const { message, line, column, isOurs } = error;
    const place = { file, line, column, endLine: line, endColumn: column };
    const hint =
      isOurs === true
        ? "LiteLLM reads it, and this tool does not: nothing else in the file is checked until it is written otherwise"
        : executed("LiteLLM aborts at start with an error of its YAML reader");
    yield { place, message, hint };
  },
};
