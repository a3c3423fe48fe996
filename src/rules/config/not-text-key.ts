import type { Rule } from "../rule.ts";
import { quoteKey } from "../fixes/rename-key.ts";
import { executed } from "./executed.ts";
import { isSince } from "./since.ts";
import type { ConfigSubject } from "./subject.ts";

/** Sections whose keys LiteLLM validates as text. */
const sections: ReadonlySet<string | number | undefined> = new Set([
  "router_settings",
  "litellm_settings",
  "general_settings",
]);

export const notTextKey: Rule<ConfigSubject> = {
  code: "not-text-key",
  severity: "error",
  summary: "Every key of a settings section is text for YAML 1.1",
  *check(subject) {
    for (const { kind, path, written, place } of subject.oddKeys) {
      if (kind !== "not text" || !sections.has(path[0])) continue;
      const message = `Key \`${written}\` is \`${String(path.at(-1))}\` to YAML 1.1, not text`;
      const aborts = isSince(subject, "1.103.0");
      const isAlias = path.at(-2) === "model_group_alias";
      const what = aborts
        ? executed("LiteLLM aborts at start, naming neither key nor section", "1.103.11")
        : executed("LiteLLM starts, and finds nothing under the text", "1.94.3");
      yield {
        place,
        message: `${message}; ${what}`,
        hint: `Write it in quotes: \`"${written}"\``,
        fix: quoteKey(subject.spotOf(path)),
        severity: aborts || isAlias ? "error" : "warning",
      };
    }
  },
};
