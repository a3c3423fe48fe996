import { findProfile, profilesIn } from "../../domain/project.ts";
import type { Rule } from "../rule.ts";
import { placeIn } from "./subject.ts";
import type { SourcesSubject } from "./subject.ts";

export const unlistedFallback: Rule<SourcesSubject> = {
  code: "unlisted-fallback",
  severity: "warning",
  summary: "The fallbacks of the profiles that an environment lists are listed, too",
  *check(subject) {
    const { project } = subject;
    for (const environment of project.environments) {
      const listed = profilesIn(project, environment);
      for (const profile of listed) {
        const targets = new Set([...profile.fallbacks.values()].flat());
        for (const target of targets) {
          if (findProfile(project, target) === undefined || listed.some(({ name }) => name === target)) continue;
          yield {
            place: placeIn(subject, environment.file, ["profiles"], "key"),
            message: `Profile \`${profile.name}\` falls back on \`${target}\`, which environment \`${environment.name}\` does not list: it is skipped there`,
            hint: `Add \`${target}\` to \`profiles\`, if its provider can be used there`,
          };
        }
      }
    }
  },
};
