import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import type { ConfigSubject } from "./subject.ts";

export const repeatedKey: Rule<ConfigSubject> = {
  code: "repeated-key",
  severity: "error",
  summary: "No mapping has a key twice: the last one silently wins",
  *check({ oddKeys }) {
    for (const { kind, path, written, place } of oddKeys) {
      if (kind !== "repeated") continue;
      const where = path.length === 1 ? "at the top level" : `in \`${path.slice(0, -1).join(".")}\``;
      const message = `Key \`${written}\` stands twice ${where}; ${executed("LiteLLM reads only the last one, without a word")}`;
      yield { place, message, hint: "Join the two, or remove one" };
    }
  },
};
