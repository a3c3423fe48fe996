import { profileOf, profilesIn } from "../../domain/project.ts";
import type { Task } from "../../domain/project.ts";
import { executed } from "../config/executed.ts";
import { resolveName } from "../config/resolve-name.ts";
import type { Rule } from "../rule.ts";
import { placeOfTask } from "../sources/subject.ts";
import type { RenderedSubject } from "./subject.ts";

export const answeredDisabledTask: Rule<RenderedSubject> = {
  code: "answered-disabled-task",
  severity: "error",
  summary: "Nothing that the template holds by hand answers a task that a profile disables",
  *check(subject) {
    const { project, environment } = subject;
    for (const profile of profilesIn(project, environment)) {
      for (const task of project.tasks) {
        if (profile.assignments.get(task.name)?.kind !== "disabled") continue;
        const found = findAnswer(subject, task);
        if (found === undefined) continue;
        const name = found.name === task.name ? "" : ` by its legacy name \`${found.name}\``;
        yield {
          place: placeOfTask(subject, profile, task.name, "key"),
          message: `Task \`${task.name}\` is disabled in profile \`${profile.name}\`, and ${executed(`${found.answer} answers it${name}, with HTTP 200`)}`,
          hint: `Remove that from the template, or give \`${task.name}\` a group in this profile`,
        };
      }
    }
  },
};

interface Answer {
  /** The task's name, or a legacy one. */
  readonly name: string;
  /** What of the template answers to it. */
  readonly answer: string;
}

function findAnswer(subject: RenderedSubject, { name: task, legacyNames }: Task): Answer | undefined {
  for (const name of [task, ...legacyNames]) {
    const answer = answerByHand(subject, task, name);
    if (answer !== undefined) return { name, answer };
  }
  return undefined;
}

/** What would answer a name that has no alias of ours. */
function answerByHand(
  { project, environment, config }: RenderedSubject,
  task: string,
  name: string,
): string | undefined {
  const isDisabledNow = profileOf(project, environment, task)?.assignments.get(task)?.kind === "disabled";
  if (isDisabledNow && Object.hasOwn(config.aliases, name)) return "an alias by hand";
  const resolution = resolveName(config, name);
  switch (resolution.kind) {
    case "found":
      return `\`${name}\` in the template`;
    case "wildcard":
      return `the wildcard group \`${resolution.group}\``;
    case "fallback":
      return `the default fallback \`${resolution.group}\``;
    case "nothing":
    default:
      return undefined;
  }
}
