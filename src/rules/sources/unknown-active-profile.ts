import type { Rule } from "../rule.ts";
import { missingProfile } from "./missing-profile.ts";
import { placeIn } from "./subject.ts";
import type { SourcesSubject } from "./subject.ts";

export const unknownActiveProfile: Rule<SourcesSubject> = {
  code: "unknown-active-profile",
  severity: "error",
  summary: "The active profile of an environment exists, now and at every moment to come, and is not abstract",
  *check(subject) {
    for (const { active, until, scheduled, file } of subject.project.environments) {
      const named = [
        { what: "Active profile", profile: active, path: ["active"] },
        { what: "Profile", profile: until?.profile, path: ["until", "then"] },
        { what: "Profile", profile: scheduled?.profile, path: ["scheduled", "profile"] },
      ];
      for (const { what, profile, path } of named) {
        const missing = profile === undefined ? undefined : missingProfile(subject.project, profile);
        if (missing === undefined) continue;
        yield {
          place: placeIn(subject, file, path),
          message: `${what} \`${profile}\` ${missing.why}`,
          hint: missing.hint,
        };
      }
    }
  },
};
