import type { Rule } from "../rule.ts";
import { aliasTargets } from "./alias-targets.ts";
import type { ConfigSubject } from "./subject.ts";

export const missingCell: Rule<ConfigSubject> = {
  code: "missing-cell",
  severity: "warning",
  summary: "Where aliases lead to groups called `<task>_<profile>`, every task has every profile",
  *check(subject) {
    if (!subject.isWhole) return;
    const tasks = aliasTargets(subject).filter(
      ({ alias, target }) => target.startsWith(`${alias}_`) && target.length > alias.length + 1,
    );
    const profiles = profilesOf(
      subject,
      tasks.map(({ alias }) => alias),
    );
    for (const { alias, path } of tasks) {
      const missing = profiles.filter((profile) => !subject.groups.has(`${alias}_${profile}`));
      if (missing.length === 0) continue;
      const names = missing.map((profile) => `\`${alias}_${profile}\``).join(", ");
      yield {
        place: subject.placeOf(path),
        message: `Task \`${alias}\` has no group ${names}, while other tasks have one of that profile; a switch to it would leave the task behind`,
        hint: "Add the group, or name the groups otherwise",
      };
    }
  },
};

/** Endings that more than half of the tasks have a group for; with fewer than two tasks there is no pattern. */
function profilesOf({ groups }: ConfigSubject, tasks: readonly string[]): string[] {
  if (tasks.length < 2) return [];
  const endings = [...groups.keys()].flatMap((group) =>
    tasks.filter((task) => group.startsWith(`${task}_`)).map((task) => group.slice(task.length + 1)),
  );
  return [...new Set(endings)].filter(
    (ending) => tasks.filter((task) => groups.has(`${task}_${ending}`)).length * 2 > tasks.length,
  );
}
