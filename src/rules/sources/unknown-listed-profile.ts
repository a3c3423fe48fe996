import type { Rule } from "../rule.ts";
import { missingProfile } from "./missing-profile.ts";
import { placeIn } from "./subject.ts";
import type { SourcesSubject } from "./subject.ts";

export const unknownListedProfile: Rule<SourcesSubject> = {
  code: "unknown-listed-profile",
  severity: "error",
  summary: "The profiles that an environment lists exist, and are not abstract",
  *check(subject) {
    for (const { file, profiles = [] } of subject.project.environments) {
      for (const [index, name] of profiles.entries()) {
        const missing = missingProfile(subject.project, name);
        if (missing === undefined) continue;
        yield {
          place: placeIn(subject, file, ["profiles", index]),
          message: `Listed profile \`${name}\` ${missing.why}`,
          hint: missing.hint,
        };
      }
    }
  },
};
