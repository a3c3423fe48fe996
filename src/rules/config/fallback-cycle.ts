import { isJsonArray, type Json } from "../../domain/json.ts";
import { must } from "../../domain/must.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { fallbackSources } from "./fallback-lists.ts";
import { isSince } from "./since.ts";
import { sectionOf, type ConfigSubject } from "./subject.ts";

export const fallbackCycle: Rule<ConfigSubject> = {
  code: "fallback-cycle",
  severity: "info",
  summary: "No fallbacks of fallbacks lead back to where they began",
  *check(subject) {
    if (sectionOf(subject.config, "router_settings")["max_fallbacks"] === 1) return;
    const sources = fallbackSources(subject).filter(({ setting }) => setting === "fallbacks");
    const places = new Map(sources.map(({ name, path }) => [name, path]));
    const effect = isSince(subject, "1.103.0")
      ? executed("each is called once, and then the call fails", "1.103.11")
      : executed("while all are down, LiteLLM goes round until `max_fallbacks` ends it", "1.94.3");
    for (const cycle of cyclesOf(new Map(sources.map(({ name, targets }) => [name, textsIn(targets)])))) {
      const first = must(cycle[0], "The first name of a circle");
      yield {
        place: subject.placeOf(must(places.get(first), "The place of a name in a circle"), "key"),
        message: `The fallbacks go round: ${[...cycle, first].map((name) => `\`${name}\``).join(" → ")}; ${effect}`,
        hint: "Write the whole list of targets for each name, and `max_fallbacks: 1`",
      };
    }
  },
};

function textsIn(targets: Json): readonly string[] {
  return isJsonArray(targets) ? targets.filter((target) => typeof target === "string") : [];
}

/** Names that lead to one another, each in one cycle at most, found in one walk; a name that leads to itself is none. */
function* cyclesOf(next: ReadonlyMap<string, readonly string[]>): Iterable<readonly string[]> {
  const [seen, told] = [new Set<string>(), new Set<string>()];
  for (const start of next.keys()) {
    const way: { readonly name: string; readonly left: Iterator<string> }[] = [];
    const depths = new Map<string, number>();
    const enter = (name: string): void => {
      if (seen.has(name)) return;
      seen.add(name);
      depths.set(name, way.length);
      way.push({ name, left: (next.get(name) ?? []).values() });
    };
    enter(start);
    for (let here = way.at(-1); here !== undefined; here = way.at(-1)) {
      const { done, value } = here.left.next();
      if (done === true) {
        depths.delete(here.name);
        way.pop();
      } else if (!depths.has(value)) {
        enter(value);
      } else if (value !== here.name && !told.has(value)) {
        const cycle = way.slice(depths.get(value)).map(({ name }) => name);
        for (const name of cycle) told.add(name);
        yield cycle;
      }
    }
  }
}
