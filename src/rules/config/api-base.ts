import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { isOpen } from "./open-value.ts";
import type { ConfigSubject } from "./subject.ts";

/** The addresses of a deployment; some providers take the first without a scheme too. */
const keys = ["api_base", "base_url"];

export const apiBase: Rule<ConfigSubject> = {
  code: "api-base",
  severity: "error",
  summary: "The address of a server begins with `http://` or `https://`",
  *check({ entries, placeOf }) {
    for (const { path, group, params } of entries) {
      for (const key of keys) {
        const address = params[key];
        if (isOpen(address) || typeof address !== "string" || address === "" || isAddress(address)) continue;
        const what = executed("every call fails with a connection error");
        yield {
          place: placeOf([...path, "litellm_params", key]),
          message: `\`${key}\` of a deployment of \`${group}\` has no \`http://\` or \`https://\` in front; ${what}`,
          hint: /^[a-z]+:\//i.test(address) ? "Write `https://host/path`" : `Write \`https://${address}\``,
        };
      }
    }
  },
};

/** What another rule speaks of, a reference in a wrong syntax, is left to it. */
function isAddress(address: string): boolean {
  return /^https?:\/\/[^/]/i.test(address) || /[${}]|os\.environ/.test(address);
}
