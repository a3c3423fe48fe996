import { everyProfile } from "../../domain/project.ts";
import { nameHint } from "../../sources/nearest-name.ts";
import type { Path } from "../../sources/path-text.ts";
import type { Rule } from "../rule.ts";
import { placeIn } from "./subject.ts";
import type { SourcesSubject } from "./subject.ts";
import { writtenFallbacks } from "./written-fallbacks.ts";

export const unknownTask: Rule<SourcesSubject> = {
  code: "unknown-task",
  severity: "error",
  summary: "A profile names only tasks of the project",
  *check(subject) {
    const tasks = subject.project.tasks.map(({ name }) => name);
    for (const { file, task, path } of namedTasks(subject)) {
      if (tasks.includes(task)) continue;
      yield {
        place: placeIn(subject, file, path, "key"),
        message: `Task \`${task}\` does not exist`,
        hint: nameHint(task, tasks, "tasks"),
      };
    }
  },
};

interface NamedTask {
  readonly file: string;
  readonly task: string;
  readonly path: Path;
}

/** Where profiles name tasks; what a profile inherits is named by its parent. */
function namedTasks(subject: SourcesSubject): NamedTask[] {
  const assigned = everyProfile(subject.project).flatMap(({ file, assignments, inherited }) =>
    [...assignments.keys()]
      .filter((task) => !inherited.has(task))
      .map((task) => ({ file, task, path: ["tasks", task] })),
  );
  const fallingBack = writtenFallbacks(subject).flatMap(({ profile: { file }, task, path }) =>
    task === undefined ? [] : [{ file, task, path }],
  );
  return [...assigned, ...fallingBack];
}
