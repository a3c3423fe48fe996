import { isReference } from "../../domain/secret.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { sectionOf, type ConfigSubject } from "./subject.ts";

export const ownVariable: Rule<ConfigSubject> = {
  code: "own-variable",
  severity: "error",
  summary: "No deployment refers to a variable that only the file's own `environment_variables` set",
  *check(subject) {
    const own = sectionOf(subject.config, "environment_variables");
    for (const { path, text } of subject.texts) {
      const name = text.slice("os.environ/".length);
      if (path[0] !== "model_list" || !isReference(text) || !Object.hasOwn(own, name)) continue;
      if (subject.variables?.has(name) === true) continue;
      yield {
        place: subject.placeOf(path),
        message: `Variable \`${name}\` is set by this file, which \`model_list\` does not see; ${executed("it reads nothing there")}`,
        hint: "Set it where the proxy runs",
      };
    }
  },
};
