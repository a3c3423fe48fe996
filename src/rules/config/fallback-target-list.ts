import { isJsonArray, isJsonObject, type Json } from "../../domain/json.ts";
import type { Rule } from "../rule.ts";
import { defaultFallbacks, fallbackSources } from "./fallback-lists.ts";
import type { ConfigSubject } from "./subject.ts";

const letters = "LiteLLM tries a text letter by letter (executed on 1.106.2) and, from 1.108, aborts at start";
const failing = "the fallback fails when it is needed, the good targets of the list too (executed on 1.106.2)";

export const fallbackTargetList: Rule<ConfigSubject> = {
  code: "fallback-target-list",
  severity: "error",
  summary: "The targets of a fallback are a list of names",
  *check(subject) {
    const named = fallbackSources(subject).map(({ name, path, targets }) => ({
      what: `of \`${name}\``,
      path,
      targets,
    }));
    const common = defaultFallbacks(subject).map(({ path, targets }) => ({
      what: "in `default_fallbacks`",
      path,
      targets,
    }));
    for (const { what, path, targets } of [...named, ...common]) {
      if (!isJsonArray(targets)) {
        const message = `The targets ${what} are ${kindOf(targets)}, not a list; ${letters}`;
        const hint = typeof targets === "string" ? `Write \`[${targets}]\`` : "Write a list of groups";
        yield { place: subject.placeOf(path), message, hint };
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
