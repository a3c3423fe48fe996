import { isJsonObject, type Json } from "../../domain/json.ts";
import type { ReplacedSection } from "../../litellm/resolve-includes.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { sectionOf, type ConfigSubject } from "./subject.ts";

export const includeReplaces: Rule<ConfigSubject> = {
  code: "include-replaces",
  severity: "warning",
  summary: "No included file takes the place of a section that is written before",
  *check({ includes, placeOf }) {
    for (const replaced of includes?.replaced ?? []) {
      const { section, by, entry } = replaced;
      const lost = lostAliases(replaced);
      const what = lost.length > 0 ? `every request to its alias \`${lost[0]}\` answers 400` : "nothing of it is left";
      yield {
        place: placeOf(["include", entry]),
        message: `\`${by}\` replaces the whole of \`${section}\`; ${executed(what)}`,
        hint: "Write the section in one file; only lists are joined",
        ...(lost.length > 0 && { severity: "error" as const }),
      };
    }
  },
};

/** Aliases that the section had, and has no more. */
function lostAliases({ section, before, after }: ReplacedSection): string[] {
  if (section !== "router_settings") return [];
  const left = aliasesOf(after);
  return Object.keys(aliasesOf(before)).filter((alias) => !Object.hasOwn(left, alias));
}

function aliasesOf(settings: Json) {
  return sectionOf(isJsonObject(settings) ? settings : {}, "model_group_alias");
}
