import type { Severity } from "../../domain/finding.ts";
import { isJsonArray, isJsonObject, type Json } from "../../domain/json.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { fallbackLists, type FallbackList } from "./fallback-lists.ts";
import type { ConfigSubject } from "./subject.ts";

const hint = "Write one `- name: [target, …]` for each name";

export const fallbackList: Rule<ConfigSubject> = {
  code: "fallback-list",
  severity: "error",
  summary: "Fallbacks are a list of mappings with one key each",
  *check(subject) {
    for (const list of fallbackLists(subject)) {
      if (!isJsonArray(list.value)) {
        const message = `\`${list.setting}\` is no list; ${executed(effect(list))}`;
        yield { place: subject.placeOf(list.path), message, hint, severity: severityOf(list) };
        continue;
      }
      for (const [index, item] of list.value.entries()) {
        const wrong = wrongItem(item);
        if (wrong === undefined) continue;
        const message = `An item of \`${list.setting}\` ${wrong}; ${executed(effect(list))}`;
        yield { place: subject.placeOf([...list.path, index]), message, hint, severity: severityOf(list) };
      }
    }
  },
};

function wrongItem(item: Json): string | undefined {
  if (!isJsonObject(item)) return "is no mapping";
  const keys = Object.keys(item);
  return keys.length === 1 ? undefined : `has ${keys.length} keys`;
}

function severityOf({ setting }: FallbackList): Severity {
  return setting === "context_window_fallbacks" ? "warning" : "error";
}

function effect({ setting }: FallbackList): string {
  return setting === "context_window_fallbacks"
    ? "LiteLLM says nothing, and the fallback fails when it is needed"
    : "LiteLLM aborts at start";
}
