import { isJsonArray, isJsonObject } from "../../domain/json.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { isOpen } from "./open-value.ts";
import { isSince } from "./since.ts";
import type { ConfigSubject } from "./subject.ts";

export const accessWindows: Rule<ConfigSubject> = {
  code: "access-windows",
  severity: "error",
  summary: "The windows of `access_windows` begin and end at times of a day",
  *check(subject) {
    const aborts = isSince(subject, "1.106.0");
    for (const { path, info } of subject.entries) {
      if (
        aborts &&
        info["access_windows"] !== undefined &&
        !isOpen(info["access_windows"]) &&
        !isJsonArray(info["access_windows"])
      ) {
        yield {
          place: subject.placeOf([...path, "model_info", "access_windows"]),
          message: `\`access_windows\` is no list; ${executed("LiteLLM aborts at start")}`,
          hint: "Write one `- {start: …, end: …}` for each window",
        };
      }
      const windows = isJsonArray(info["access_windows"]) ? info["access_windows"] : [];
      for (const [index, window] of windows.entries()) {
        const wrong = ["start", "end"].find((edge) => isJsonObject(window) && !isTime(window[edge]));
        if (wrong === undefined) continue;
        yield {
          place: subject.placeOf([...path, "model_info", "access_windows", index, wrong]),
          message: `\`${wrong}\` of an access window is no time of a day; ${aborts ? executed("LiteLLM aborts at start") : "before 1.106 LiteLLM ignores it (executed on 1.103.11)"}`,
          hint: 'Write it as `"HH:MM"`, in quotes',
          ...(!aborts && { severity: "warning" as const }),
        };
      }
    }
  },
};

function isTime(value: unknown): boolean {
  return typeof value === "string" && /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/.test(value);
}
