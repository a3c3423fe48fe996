import { isSecretName, findSecretShapes } from "../../domain/secret.ts";
import type { Rule } from "../rule.ts";
import { otherReference } from "./shell-reference.ts";
import type { ConfigSubject } from "./subject.ts";

/** What people write where a server asks for no key, or where somebody is to put one. */
const placeholder =
  /(?:^|[-_ .])(?:no|not|none|null|empty|dummy|fake|example|placeholder|changeme|change|your|my|x{3,}|required|needed|anything)(?:$|[-_ .])|[<>{}*]|^(.)\1*$/i;

export const literalKey: Rule<ConfigSubject> = {
  code: "literal-key",
  severity: "error",
  summary: "No key, token or password stands in the file",
  *check(subject) {
    for (const { path, text } of subject.texts) {
      if (!isLiteralKey(path.at(-1), text)) continue;
      yield {
        place: subject.placeOf(path),
        message: `\`${String(path.at(-1))}\` is a secret in plain text: everybody who reads the file has it`,
        hint: "Write `os.environ/NAME` and set the variable where the proxy runs; a secret that was committed must be replaced",
      };
    }
  },
};

/** Too short to be real, or said to be none: no finding. */
function isLiteralKey(key: string | number | undefined, text: string): boolean {
  const isLong = text.length >= 20 || (/passw/i.test(`${key}`) && text.length >= 12 && /[a-z]\D*\d/i.test(text));
  const named = typeof key === "string" && isLong && isSecretName(key) && !/\s/.test(text);
  if (!named && findSecretShapes(text).length === 0) return false;
  return !/os\.environ|\$\{/.test(text) && otherReference(text) === undefined && !placeholder.test(text);
}
