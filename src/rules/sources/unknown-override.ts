import { nameHint } from "../../sources/nearest-name.ts";
import type { Rule } from "../rule.ts";
import { missingProfile } from "./missing-profile.ts";
import { placeIn } from "./subject.ts";
import type { SourcesSubject } from "./subject.ts";

export const unknownOverride: Rule<SourcesSubject> = {
  code: "unknown-override",
  severity: "error",
  summary: "An override names a task of the project, and a profile that can be in force",
  *check(subject) {
    const { project } = subject;
    const tasks = project.tasks.map(({ name }) => name);
    for (const { file, overrides } of project.environments) {
      for (const [task, profile] of overrides) {
        if (!tasks.includes(task)) {
          yield {
            place: placeIn(subject, file, ["overrides", task], "key"),
            message: `Task \`${task}\` does not exist`,
            hint: nameHint(task, tasks, "tasks"),
          };
        }
        const missing = missingProfile(project, profile);
        if (missing === undefined) continue;
        yield {
          place: placeIn(subject, file, ["overrides", task]),
          message: `Overriding profile \`${profile}\` ${missing.why}`,
          hint: missing.hint,
        };
      }
    }
  },
};
