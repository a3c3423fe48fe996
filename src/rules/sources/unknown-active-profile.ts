import type { Rule } from "../rule.ts";
import { missingProfile } from "./missing-profile.ts";
import { placeIn } from "./subject.ts";
import type { SourcesSubject } from "./subject.ts";

export const unknownActiveProfile: Rule<SourcesSubject> = {
  code: "unknown-active-profile",
  severity: "error",
  summary: "The active profile of an environment exists, and is not abstract",
  *check(subject) {
    for (const { active, file } of subject.project.environments) {
      const missing = missingProfile(subject.project, active);
      if (missing === undefined) continue;
      yield {
        place: placeIn(subject, file, ["active"]),
        message: `Active profile \`${active}\` ${missing.why}`,
        hint: missing.hint,
      };
    }
  },
};
