import type { Plan, SwitchAnswer } from "../../http/answers.ts";
import { requireAnswer } from "../ask-task.ts";
import { requireInForce, requireRollback, requireSwitch } from "../change-profile.ts";
import type { Found } from "../found.ts";
import { detailOf } from "../installation.ts";
import { needed, requireSame, requireThat } from "../mismatch.ts";
import type { Section } from "../section.ts";

/** What a person does who tries another profile and takes it back. */
export const workflow: Section = {
  name: "End-to-end workflow",
  checks(installation, found) {
    const { read, change, about } = installation;
    const target = otherThan(found);
    let plan: Plan | undefined;
    let switched: SwitchAnswer | undefined;
    return [
      {
        name: `\`${target}\` is without an error`,
        async run() {
          const { valid } = await read(`validate?profile=${encodeURIComponent(target)}`, "ValidateAnswer");
          requireThat(valid, "It has errors; `validate` says which");
        },
      },
      {
        name: `a plan says what a switch from \`${found.profile}\` to \`${target}\` would do`,
        async run() {
          plan = await read(`plan/${encodeURIComponent(target)}?${about}`, "Plan");
          requireSame("What it would do", [plan.from, plan.to], [found.profile, target]);
        },
      },
      {
        name: "the plan has changed nothing",
        run: async () => void (await requireInForce(installation, found.profile)),
      },
      {
        name: `\`${target}\` is put in force, and proven`,
        async run() {
          switched = await requireSwitch(installation, target);
        },
      },
      {
        name: "the groups in force are those that were planned",
        async run() {
          const planned = needed(plan, "The plan").tasks.flatMap(({ task, after }) =>
            after === null ? [] : [[task, after.group]],
          );
          requireSame("What is in force", needed(switched, "The switch").active_mappings, Object.fromEntries(planned));
        },
      },
      {
        name: "an application is answered by the new group",
        async run() {
          const { active_mappings } = needed(switched, "The switch");
          const [task, group] = needed(Object.entries(active_mappings)[0], "A task");
          await requireAnswer(installation, found, { task, group });
        },
      },
      {
        name: "the history names it, with its reason, and that it was proven",
        async run() {
          const { commit } = needed(switched, "The switch");
          const { revisions } = await read(`history?limit=20&${about}`, "HistoryAnswer");
          const revision = needed(
            revisions.find((one) => one.commit === commit),
            "The commit",
          );
          requireSame("What it says", [revision.reason, revision.proof], ["litellm-profiles selftest", "proven"]);
        },
      },
      {
        name: "it is rolled back, and proven",
        async run() {
          const { commit } = needed(switched, "The switch");
          await requireRollback(installation, needed(commit ?? undefined, "The commit"), found.profile);
        },
      },
      {
        name: "the application is answered by the group of before",
        async run() {
          const [task, group] = needed(Object.entries(found.mappings)[0], "A task");
          await requireAnswer(installation, found, { task, group });
        },
      },
      {
        name: "a reload delivers the config again, and proves it",
        async run() {
          const answer = await change("reload", {});
          requireThat(answer.status === 200, `It answers ${answer.status}: ${detailOf(answer)}`);
        },
      },
    ];
  },
};

/** The last of the others, so that not only the first ones are tried; the same one where there is no other. */
function otherThan({ profiles, profile }: Found): string {
  return profiles.findLast((name) => name !== profile) ?? profile;
}
