import { groupName } from "../../domain/project.ts";
import type { Rule } from "../rule.ts";
import { placeOfTask } from "./subject.ts";
import type { SourcesSubject } from "./subject.ts";

export const groupCollision: Rule<SourcesSubject> = {
  code: "group-collision",
  severity: "error",
  summary: "Each task in each profile has a group name of its own",
  *check(subject) {
    const { project } = subject;
    const taken = new Map<string, string>();
    for (const profile of project.profiles) {
      for (const [task, { kind }] of profile.assignments) {
        if (kind !== "deployments") continue;
        const group = groupName(project, task, profile.name);
        const owner = taken.get(group);
        if (owner === undefined) taken.set(group, `task \`${task}\` in profile \`${profile.name}\``);
        else {
          yield {
            place: placeOfTask(subject, profile, task, "key"),
            message: `Group \`${group}\` is also that of ${owner}`,
            hint: "Rename a task or a profile, or choose another `group_pattern` in `litellm-profiles.yaml`",
          };
        }
      }
    }
  },
};
