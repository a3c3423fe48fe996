import type { Rule } from "../rule.ts";
import type { ConfigSubject } from "./subject.ts";

/** Releases that must not run, whatever the config says. */
const bad: Readonly<Record<string, string>> = {
  "1.82.7": "it was published with code that steals credentials, and withdrawn",
  "1.82.8": "it was published with code that steals credentials, and withdrawn",
};

export const badRelease: Rule<ConfigSubject> = {
  code: "bad-release",
  severity: "error",
  summary: "The LiteLLM release that reads the config is not one that is known to be bad",
  *check({ release, placeOf }) {
    const why = bad[release];
    if (why === undefined) return;
    yield {
      place: placeOf([]),
      message: `LiteLLM ${release} must not be used: ${why}`,
      hint: "Take 1.83.14 or newer, and replace every key that such a process could read",
    };
  },
};
