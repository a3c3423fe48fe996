import type { Rule } from "../rule.ts";
import { placeIn } from "./subject.ts";
import type { SourcesSubject } from "./subject.ts";

export const unlistedProfile: Rule<SourcesSubject> = {
  code: "unlisted-profile",
  severity: "error",
  summary: "What an environment has in force, or will have, is among the profiles that it lists",
  *check(subject) {
    for (const { name, file, active, overrides, until, scheduled, profiles } of subject.project.environments) {
      if (profiles === undefined) continue;
      const inForce = [
        { profile: active, path: ["active"] },
        ...[...overrides].map(([task, profile]) => ({ profile, path: ["overrides", task] })),
        ...(until === undefined ? [] : [{ profile: until.profile, path: ["until", "then"] }]),
        ...(scheduled === undefined ? [] : [{ profile: scheduled.profile, path: ["scheduled", "profile"] }]),
      ];
      for (const { profile, path } of inForce) {
        if (profiles.includes(profile)) continue;
        yield {
          place: placeIn(subject, file, path),
          message: `Profile \`${profile}\` is not among the \`profiles\` of environment \`${name}\``,
          hint: `Add it to \`profiles\`, or take one of ${profiles.map((listed) => `\`${listed}\``).join(", ")}`,
        };
      }
    }
  },
};
