import type { Rule } from "../rule.ts";
import { placeIn } from "./subject.ts";
import type { SourcesSubject } from "./subject.ts";

export const unansweredTask: Rule<SourcesSubject> = {
  code: "unanswered-task",
  severity: "error",
  summary: "A profile answers every task of the project",
  *check(subject) {
    for (const profile of subject.project.profiles) {
      for (const { name } of subject.project.tasks) {
        if (profile.assignments.has(name)) continue;
        yield {
          place: placeIn(subject, profile.file, ["tasks"], "key"),
          message: `Profile \`${profile.name}\` does not answer task \`${name}\``,
          hint: `Give \`${name}\` a list of deployments, the name of a group that the template writes by hand, or \`disabled\` with a reason`,
        };
      }
    }
  },
};
