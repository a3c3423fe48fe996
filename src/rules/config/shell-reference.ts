import leven from "leven";
import { isReference } from "../../domain/secret.ts";
import type { Rule } from "../rule.ts";
import { referToVariable } from "../fixes/replace-value.ts";
import { executed } from "./executed.ts";
import type { ConfigSubject } from "./subject.ts";

/** `${NAME}`, `${NAME:-default}`, `$(NAME)`; also Python's and a dotted spelling of LiteLLM's own. */
const otherSyntax = /\$\{[A-Za-z_]\w*(?::?[-=?+][^}]*)?\}|^\$[A-Z_][A-Z0-9_]*$|os\.(?:environ[.[(]|getenv\()/;

/** `environ/NAME`, `env.NAME`, `os.envrion/NAME`: the name of a variable behind words like LiteLLM's own. */
const likeOwn = /^((?:os\.|process\.)?[A-Za-z]{3,8})[/:.]([A-Z_][A-Z0-9_]*)$/;

/** What stands in a text for a variable, in a syntax that LiteLLM does not read. */
export function otherReference(text: string): string | undefined {
  const known = otherSyntax.exec(text)?.[0];
  const [, words = "", name] = known === undefined ? (likeOwn.exec(text) ?? []) : [];
  const isNear =
    name !== undefined && !isReference(text) && ownWords.some((own) => leven(words.toLowerCase(), own) <= 1);
  return isNear ? text : known;
}

const ownWords = ["os.environ", "os.enviorn", "os.envrion", "os.getenv", "os.env", "environ", "env", "process.env"];

export const shellReference: Rule<ConfigSubject> = {
  code: "shell-reference",
  severity: "error",
  summary: "A variable is written `os.environ/NAME`, in no other syntax",
  *check(subject) {
    for (const { path, text } of subject.texts) {
      const name = otherReference(text);
      if (name === undefined) continue;
      yield {
        place: subject.placeOf(path),
        message: `\`${name}\` is no reference to a variable; ${executed("LiteLLM sends the text as it stands")}`,
        hint: `Write \`os.environ/${/[A-Z_][A-Z0-9_]+\b/.exec(name)?.[0] ?? "NAME"}\`, unless something else fills it in before LiteLLM reads the file`,
        fix: referToVariable(subject.spotOf(path)),
      };
    }
  },
};
