import { everyProfile } from "../../domain/project.ts";
import type { Rule } from "../rule.ts";
import { placeIn } from "./subject.ts";
import type { SourcesSubject } from "./subject.ts";

export const parentChain: Rule<SourcesSubject> = {
  code: "parent-chain",
  severity: "error",
  summary: "A profile that is extended extends no other",
  *check(subject) {
    const profiles = everyProfile(subject.project);
    for (const { name, file, parent } of profiles) {
      const grandparent = profiles.find((profile) => profile.name === parent)?.parent;
      if (grandparent === undefined || parent === name) continue;
      yield {
        place: placeIn(subject, file, ["extends"]),
        message:
          grandparent === name
            ? `Profiles \`${name}\` and \`${parent}\` extend each other`
            : `Profile \`${name}\` extends \`${parent}\`, which extends \`${grandparent}\``,
        hint: "Inheritance is one step deep: write what both need into one parent",
      };
    }
  },
};
