import { everyProfile } from "../../domain/project.ts";
import { nameHint } from "../../sources/nearest-name.ts";
import type { Rule } from "../rule.ts";
import { placeIn } from "./subject.ts";
import type { SourcesSubject } from "./subject.ts";

export const unknownParent: Rule<SourcesSubject> = {
  code: "unknown-parent",
  severity: "error",
  summary: "A profile extends another profile of the project",
  *check(subject) {
    const profiles = everyProfile(subject.project);
    for (const { name, file, parent } of profiles) {
      if (parent === undefined) continue;
      const others = profiles.map((profile) => profile.name).filter((other) => other !== name);
      if (others.includes(parent)) continue;
      yield {
        place: placeIn(subject, file, ["extends"]),
        message: parent === name ? `Profile \`${name}\` extends itself` : `Profile \`${parent}\` does not exist`,
        hint: parent === name ? "Remove it" : nameHint(parent, others, "other profiles"),
      };
    }
  },
};
