import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { fixSpelling, misplacedSettings, type MisplacedSetting } from "./misplaced-setting.ts";
import type { ConfigSubject } from "./subject.ts";

/** Settings without which calls fail, or the proxy stands open, wherever they are, or in one place; what happens then. */
const effects: ReadonlyMap<string, string> = new Map([
  ["model_list", "no deployment is left, and every call fails"],
  ["model_group_alias", "no alias exists, and every call to one answers 400"],
  ["router_settings", "none of it counts, its aliases and fallbacks among it"],
  ["general_settings", "none of it counts, the master key among it"],
  ["master_key", "the proxy has no master key, and a call without one is answered"],
  ["credential_list", "no deployment has them, and a call carries whatever key the provider's own variable holds"],
  ["litellm_settings.vector_store_registry", "every call fails"],
]);

export const lostSetting: Rule<ConfigSubject> = {
  code: "lost-setting",
  severity: "error",
  summary: "Models, aliases and the master key stand where LiteLLM reads them, in its spelling",
  *check(subject) {
    for (const setting of misplacedSettings(subject)) {
      const { path, key, meant } = setting;
      const effect = effectOf(setting);
      if (meant === undefined || effect === undefined) continue;
      yield {
        place: subject.placeOf(path, "key"),
        message: `LiteLLM does not read \`${key}\` here; ${executed(effect)}`,
        hint: meant.key === key ? `Move it to \`${meant.section}\`` : `Did you mean \`${meant.key}\`?`,
        fix: fixSpelling(subject, setting),
      };
    }
  },
};

/** Whether this rule tells of the setting. */
export function isLostSetting(setting: MisplacedSetting): boolean {
  return effectOf(setting) !== undefined;
}

function effectOf({ path, meant }: MisplacedSetting): string | undefined {
  return meant && (effects.get(meant.key) ?? effects.get(path.join(".")));
}
