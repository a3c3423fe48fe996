import { isReference, maskSecrets } from "../../domain/secret.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import type { ConfigSubject } from "./subject.ts";

export const partialReference: Rule<ConfigSubject> = {
  code: "partial-reference",
  severity: "error",
  summary: "`os.environ/NAME` is a whole value",
  *check(subject) {
    for (const { path, text } of subject.texts) {
      if (!text.includes("os.environ/") || isReference(text) || isHeader(path)) continue;
      const what = text.startsWith("os.environ/")
        ? "LiteLLM looks for a variable of that whole name, and finds nothing"
        : "LiteLLM takes the text literally";
      yield {
        place: subject.placeOf(path),
        message: `\`${maskSecrets(text)}\` is more than a reference; ${executed(what)}`,
        hint: "Put the whole value into one variable, and write `os.environ/NAME` alone",
      };
    }
  },
};

/** The headers of a pass-through endpoint may hold a reference behind other text: `bearer os.environ/KEY`. */
function isHeader(path: readonly (string | number)[]): boolean {
  return path[0] === "general_settings" && path[1] === "pass_through_endpoints" && path[3] === "headers";
}
