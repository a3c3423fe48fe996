import { isJsonArray } from "../../domain/json.ts";
import type { Rule, RuleFinding } from "../rule.ts";
import { executed } from "./executed.ts";
import { fallbackSettings, fallbackSources } from "./fallback-lists.ts";
import { sectionOf, type ConfigSubject } from "./subject.ts";

export const uselessFallback: Rule<ConfigSubject> = {
  code: "useless-fallback",
  severity: "warning",
  summary: "Every list of fallbacks is read, and names a target",
  *check(subject) {
    yield* uselessSources(subject);
    yield* ownTargets(subject);
    for (const setting of fallbackSettings) {
      const [inner, outer] = ["litellm_settings", "router_settings"].map(
        (name) => sectionOf(subject.config, name)[setting],
      );
      if (!isJsonArray(inner) || !isJsonArray(outer)) continue;
      yield {
        place: subject.placeOf(["litellm_settings", setting], "key"),
        message: `\`${setting}\` stands in \`router_settings\` too; ${executed("LiteLLM reads only those")}`,
        hint: "Move them together",
      };
    }
  },
};

/** Targets that are what they stand in for. */
function* ownTargets(subject: ConfigSubject): Iterable<RuleFinding> {
  for (const { path, name, targets } of fallbackSources(subject)) {
    const index = isJsonArray(targets) ? targets.indexOf(name) : -1;
    if (index === -1) continue;
    yield {
      place: subject.placeOf([...path, index]),
      message: `\`${name}\` falls back on itself; ${executed("LiteLLM passes over that target")}`,
      hint: "Name another group, or remove it",
    };
  }
}

function* uselessSources(subject: ConfigSubject): Iterable<RuleFinding> {
  const seen = new Set<string>();
  for (const { setting, path, name, targets } of fallbackSources(subject)) {
    const key = JSON.stringify([path[0], setting, name]);
    const wrong = seen.has(key)
      ? `\`${name}\` has fallbacks twice; ${executed("LiteLLM reads the first list only")}`
      : isJsonArray(targets) && targets.length === 0
        ? `\`${name}\` has an empty list of fallbacks; ${executed("a call that fails is not tried elsewhere, not even by a default fallback")}`
        : undefined;
    seen.add(key);
    if (wrong === undefined) continue;
    const hint = "Join the lists, or remove the empty one";
    yield { place: subject.placeOf(path, "key"), message: wrong, hint };
  }
}
