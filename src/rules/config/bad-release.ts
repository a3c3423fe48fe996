import type { Rule } from "../rule.ts";
import type { ConfigSubject } from "./subject.ts";

/** What the maintainers and others published on 24 March 2026 and after. */
const withdrawn =
  "its package was withdrawn in March 2026, as public advisories say that it holds code that collects credentials";

/** Releases that should not run, whatever the config says. */
const bad: Readonly<Record<string, string>> = { "1.82.7": withdrawn, "1.82.8": withdrawn };

export const badRelease: Rule<ConfigSubject> = {
  code: "bad-release",
  severity: "error",
  summary: "The LiteLLM release that reads the config is not one that is known to be bad",
  *check({ release, placeOf }) {
    const why = bad[release];
    if (why === undefined) return;
    yield {
      place: placeOf([]),
      message: `LiteLLM ${release} should not be used: ${why}`,
      hint: "Take 1.83.14 or newer; where it ran, replace the keys that it could read",
    };
  },
};
