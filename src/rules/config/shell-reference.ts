import type { Rule } from "../rule.ts";
import { referToVariable } from "../fixes/replace-value.ts";
import { executed } from "./executed.ts";
import type { ConfigSubject } from "./subject.ts";

/** `${NAME}`, `${NAME:-default}`, `$(NAME)`; also Python's and a dotted spelling of LiteLLM's own. */
const otherSyntax = /\$\{[A-Za-z_]\w*(?::?[-=?+][^}]*)?\}|^\$[A-Z_][A-Z0-9_]*$|os\.(?:environ[.[(]|getenv\()/;

export const shellReference: Rule<ConfigSubject> = {
  code: "shell-reference",
  severity: "error",
  summary: "A variable is written `os.environ/NAME`, in no other syntax",
  *check(subject) {
    for (const { path, text } of subject.texts) {
      const name = otherSyntax.exec(text)?.[0];
      if (name === undefined) continue;
      yield {
        place: subject.placeOf(path),
        message: `\`${name}\` is no reference to a variable; ${executed("LiteLLM sends the text as it stands")}`,
        hint: `Write \`os.environ/${/[A-Z_][A-Z0-9_]+/.exec(name)?.[0] ?? "NAME"}\`, unless something else fills it in before LiteLLM reads the file`,
        fix: referToVariable(subject.spotOf(path)),
      };
    }
  },
};
