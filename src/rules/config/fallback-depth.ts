import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { fallbackSources } from "./fallback-lists.ts";
import { sectionOf, type ConfigSubject } from "./subject.ts";
import { isJsonArray } from "../../domain/json.ts";

/** LiteLLM's own, where the file says nothing. */
const defaultDepth = 5;

export const fallbackDepth: Rule<ConfigSubject> = {
  code: "fallback-depth",
  severity: "warning",
  summary: "No chain of fallbacks of fallbacks is longer than `max_fallbacks`",
  *check(subject) {
    const written = sectionOf(subject.config, "router_settings")["max_fallbacks"];
    const most = typeof written === "number" ? written : defaultDepth;
    if (most <= 1) return; // whoever writes this wants no fallback of a fallback
    const sources = fallbackSources(subject).filter(({ setting }) => setting === "fallbacks");
    const next = new Map(
      sources.map(({ name, targets }) => [
        name,
        isJsonArray(targets) ? targets.filter((target) => typeof target === "string") : [],
      ]),
    );
    for (const { name, path } of sources) {
      const beyond = firstBeyond(name, next, most);
      if (beyond === undefined) continue;
      yield {
        place: subject.placeOf(path, "key"),
        message: `From \`${name}\` the fallback \`${beyond}\` is more than ${most} steps away; ${executed("it is never tried")}`,
        hint: "Write the whole list of targets for the name itself",
      };
    }
  },
};

/** The first name that can be reached, but not within so many steps. */
function firstBeyond(from: string, next: ReadonlyMap<string, readonly string[]>, most: number): string | undefined {
  const seen = new Set([from]);
  let reached: readonly string[] = [from];
  for (let step = 0; step <= most && reached.length > 0; step += 1) {
    reached = [...new Set(reached.flatMap((name) => next.get(name) ?? []))].filter((name) => !seen.has(name));
    for (const name of reached) seen.add(name);
  }
  return reached[0];
}
