import type { Json } from "../../domain/json.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { sectionOf, type ConfigSubject } from "./subject.ts";

/** The key of LiteLLM's documentation, the only one that its own check knows. */
const publicKey = "sk-1234";

export const weakMasterKey: Rule<ConfigSubject> = {
  code: "weak-master-key",
  severity: "error",
  summary: "A master key that is written is text, not empty, and not one that everybody knows",
  *check({ config, placeOf }) {
    const key = sectionOf(config, "general_settings")["master_key"];
    const wrong = key === undefined ? undefined : wrongKey(key);
    if (wrong === undefined) return;
    yield {
      place: placeOf(["general_settings", "master_key"]),
      message: wrong,
      hint: "Write `master_key: os.environ/LITELLM_MASTER_KEY`",
    };
  },
};

function wrongKey(key: Json): string | undefined {
  const refuses = executed("the proxy refuses to start; before 1.106 it is open to everybody");
  if (key === null || (typeof key === "string" && key.trim() === "")) return `\`master_key\` is empty; ${refuses}`;
  if (typeof key !== "string")
    return `\`master_key\` is no text; ${executed("LiteLLM aborts at start with an AttributeError")}`;
  return key.trim() === publicKey ? `\`master_key\` is the one of LiteLLM's documentation; ${refuses}` : undefined;
}
