import { isJsonArray, isJsonObject, type Json } from "../../domain/json.ts";
import type { Rule } from "../rule.ts";
import { wrapInList } from "../fixes/replace-value.ts";
import { executed } from "./executed.ts";
import { defaultFallbacks, fallbackSources } from "./fallback-lists.ts";
import { isSince } from "./since.ts";
import type { ConfigSubject } from "./subject.ts";

const failing = executed("the fallback fails when it is needed, the good targets of the list too");

export const fallbackTargetList: Rule<ConfigSubject> = {
  code: "fallback-target-list",
  severity: "warning",
  summary: "The targets of a fallback are a list of names",
  *check(subject) {
    const named = fallbackSources(subject).map(({ name, path, setting, targets }) => ({
      what: `of \`${name}\``,
      setting,
      path,
      targets,
    }));
    const common = defaultFallbacks(subject).map(({ path, targets }) => ({
      what: "in `default_fallbacks`",
      setting: "default_fallbacks",
      path,
      targets,
    }));
    for (const { what, path, setting, targets } of [...named, ...common]) {
      if (!isJsonArray(targets)) {
        const aborts = setting !== "context_window_fallbacks" && isSince(subject, "1.108.0");
        const effect = aborts ? executed("LiteLLM aborts at start", "1.108.11") : tried(targets);
        const message = `The targets ${what} are ${kindOf(targets)}, not a list; ${effect}`;
        const hint = typeof targets === "string" ? `Write \`[${targets}]\`` : "Write a list of groups";
        const fix = wrapInList(subject.spotOf(path));
        yield { place: subject.placeOf(path), message, hint, fix, ...(aborts && { severity: "error" as const }) };
        continue;
      }
      for (const [index, target] of targets.entries()) {
        if (isName(target)) continue;
        const message = `A target ${what} is ${kindOf(target)}; ${failing}`;
        yield { place: subject.placeOf([...path, index]), message, hint: "Name a `model_name` of `model_list`" };
      }
    }
  },
};

function tried(targets: Json): string {
  return executed(typeof targets === "string" ? "LiteLLM tries the text letter by letter" : "no fallback is tried");
}

/** A name, or a mapping with one: LiteLLM also takes the parameters of a call. */
function isName(target: Json): boolean {
  const name = isJsonObject(target) ? target["model"] : target;
  return typeof name === "string" && name !== "";
}

function kindOf(value: Json): string {
  if (value === null) return "nothing";
  if (isJsonArray(value)) return "a list";
  if (isJsonObject(value)) return "a mapping";
  return value === "" ? "an empty text" : `a ${typeof value === "string" ? "text" : typeof value}`;
}
