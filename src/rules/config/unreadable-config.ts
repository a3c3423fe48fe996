import { readConfig } from "../../litellm/read-config.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import type { ConfigFile } from "./subject.ts";

export const unreadableConfig: Rule<ConfigFile> = {
  code: "unreadable-config",
  severity: "error",
  summary: "The file is one YAML document that PyYAML reads as a mapping",
  *check({ file, text }) {
    const { error } = readConfig(text, file);
    if (error === undefined) return;
    const { message, line, column } = error;
    const place = { file, line, column, endLine: line, endColumn: column };
    yield { place, message, hint: executed("LiteLLM aborts at start with an error of its YAML reader") };
  },
};
