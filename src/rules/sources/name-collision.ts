import { groupOf } from "../../domain/project.ts";
import type { Project } from "../../domain/project.ts";
import { projectFile } from "../../sources/source-paths.ts";
import type { Rule } from "../rule.ts";
import { placeIn } from "./subject.ts";
import type { SourcesSubject } from "./subject.ts";

export const nameCollision: Rule<SourcesSubject> = {
  code: "name-collision",
  severity: "error",
  summary: "A task or legacy name is the name of no group, and of no other task or legacy name",
  *check(subject) {
    const { tasks } = subject.project;
    const groups = groupsOf(subject.project);
    const taken = new Map<string, string>(tasks.map(({ name }) => [name, "a task"]));
    for (const { name } of tasks) {
      if (groups.has(name)) yield collision(["tasks", name], "key", `Task \`${name}\` is also the name of a group`);
    }
    for (const task of tasks) {
      for (const [index, name] of task.legacyNames.entries()) {
        const owner = taken.get(name) ?? (groups.has(name) ? "a group" : undefined);
        const path = ["tasks", task.name, "legacy_names", index];
        if (owner !== undefined) yield collision(path, "value", `Legacy name \`${name}\` is also the name of ${owner}`);
        taken.set(name, `a legacy name of \`${task.name}\``);
      }
    }

    function collision(path: (string | number)[], part: "key" | "value", message: string) {
      const hint = "Rename one of them: LiteLLM takes the alias and never asks the group";
      return { place: placeIn(subject, projectFile, path, part), message, hint };
    }
  },
};

/** Every group that a profile generates or points at. */
function groupsOf(project: Project): ReadonlySet<string | undefined> {
  return new Set(
    project.profiles.flatMap((profile) =>
      [...profile.assignments.keys()].map((task) => groupOf(project, task, profile)),
    ),
  );
}
