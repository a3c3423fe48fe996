import type { Profile } from "../../domain/project.ts";
import { nameHint } from "../../sources/nearest-name.ts";
import type { Path } from "../../sources/path-text.ts";
import type { Rule } from "../rule.ts";
import { placeIn } from "./subject.ts";
import type { SourcesSubject } from "./subject.ts";

export const unknownTask: Rule<SourcesSubject> = {
  code: "unknown-task",
  severity: "error",
  summary: "A profile names only tasks of the project",
  *check(subject) {
    const tasks = subject.project.tasks.map(({ name }) => name);
    for (const profile of subject.project.profiles) {
      for (const path of namedTasks(profile)) {
        const name = String(path.at(-1));
        if (tasks.includes(name)) continue;
        yield {
          place: placeIn(subject, profile.file, path, "key"),
          message: `Task \`${name}\` does not exist`,
          hint: nameHint(name, tasks, "tasks"),
        };
      }
    }
  },
};

function namedTasks(profile: Profile): Path[] {
  return [
    ...[...profile.assignments.keys()].map((task) => ["tasks", task]),
    ...[...profile.fallbacks.keys()].map((task) => ["fallbacks", task]),
  ];
}
