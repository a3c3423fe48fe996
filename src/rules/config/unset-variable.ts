import { isReference } from "../../domain/secret.ts";
import type { Rule } from "../rule.ts";
import { sectionOf, type ConfigSubject } from "./subject.ts";

export const unsetVariable: Rule<ConfigSubject> = {
  code: "unset-variable",
  severity: "error",
  summary: "Every variable that the config refers to is set, where it is known which are",
  *check(subject) {
    const { variables } = subject;
    if (variables === undefined) return;
    const own = sectionOf(subject.config, "environment_variables");
    for (const { path, text } of subject.texts) {
      const name = text.slice("os.environ/".length);
      if (!isReference(text) || variables.has(name) || Object.hasOwn(own, name)) continue;
      yield {
        place: subject.placeOf(path),
        message: `Variable \`${name}\` is not set; ${effect(path.at(-1))} (executed on 1.106.2)`,
        hint: "Set it where the proxy runs",
      };
    }
  },
};

function effect(key: string | number | undefined): string {
  if (key === "model") return "LiteLLM aborts at start without naming the entry";
  if (key === "api_key") return "the request carries whatever key the provider's own variable holds";
  return key === "master_key" ? "the proxy has no master key" : "LiteLLM reads nothing there";
}
