import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import type { ReadFile } from "./subject.ts";

export const unreadableConfig: Rule<ReadFile> = {
  code: "unreadable-config",
  severity: "error",
  summary: "The file is one YAML document that PyYAML reads as a mapping",
  *check({ file, read: { error } }) {
    if (error === undefined) return;
    const { message, line, column } = error;
    const place = { file, line, column, endLine: line, endColumn: column };
    yield { place, message, hint: executed("LiteLLM aborts at start with an error of its YAML reader") };
  },
};
