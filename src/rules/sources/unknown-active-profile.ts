import { findProfile } from "../../domain/project.ts";
import { nameHint } from "../../sources/nearest-name.ts";
import type { Rule } from "../rule.ts";
import { placeIn } from "./subject.ts";
import type { SourcesSubject } from "./subject.ts";

export const unknownActiveProfile: Rule<SourcesSubject> = {
  code: "unknown-active-profile",
  severity: "error",
  summary: "The active profile of an environment exists",
  *check(subject) {
    const { project } = subject;
    const names = project.profiles.map(({ name }) => name);
    for (const { active, file } of project.environments) {
      if (findProfile(project, active) !== undefined) continue;
      yield {
        place: placeIn(subject, file, ["active"]),
        message: `Active profile \`${active}\` does not exist`,
        hint: nameHint(active, names, "profiles"),
      };
    }
  },
};
