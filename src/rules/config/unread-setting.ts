import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { isLostSetting } from "./lost-setting.ts";
import { fixSpelling, misplacedSettings } from "./misplaced-setting.ts";
import type { ConfigSubject } from "./subject.ts";

export const unreadSetting: Rule<ConfigSubject> = {
  code: "unread-setting",
  severity: "warning",
  summary: "A setting stands where LiteLLM reads it, in its spelling",
  *check(subject) {
    for (const setting of misplacedSettings(subject)) {
      const { path, key, meant } = setting;
      if (isHealthCheck(path) || isLostSetting(setting)) continue;
      yield {
        place: subject.placeOf(path, "key"),
        message: `LiteLLM ${subject.keys.release} does not read \`${key}\` here; ${executed("it starts, and the setting has no effect")}`,
        hint: hintFor(key, meant),
        fix: fixSpelling(subject, setting),
        ...(meant === undefined && path[0] !== "router_settings" && { severity: "info" as const }),
      };
    }
  },
};

/** Told by `health-check-setting`: LiteLLM aborts. */
function isHealthCheck(path: readonly string[]): boolean {
  return (
    path.length === 2 &&
    path[0] === "router_settings" &&
    (path[1] === "health_check_interval" || path[1] === "health_check_concurrency")
  );
}

function hintFor(key: string, meant: { readonly section: string; readonly key: string } | undefined): string {
  if (meant === undefined) return "Remove it";
  return meant.key === key ? `Move it to \`${meant.section}\`` : `Did you mean \`${meant.key}\`?`;
}
