import { AuthenticationError, UnknownTaskError } from "../../client/index.ts";
import { requireAnswer, shortQuestion } from "../ask-task.ts";
import { Mismatch, needed, requireSame, requireThat } from "../mismatch.ts";
import type { Section } from "../section.ts";

/** What applications depend on, with the profile in force that was found. */
export const taskAliases: Section = {
  name: "Task aliases",
  checks(installation, found) {
    const tasks = Object.keys(found.mappings);
    const first = tasks.find((task) => !found.embeddings.has(task));
    return [
      ...Object.entries(found.mappings).map(([task, group]) => ({
        name: `\`${task}\` is answered by \`${group}\``,
        run: () => requireAnswer(installation, found, { task, group }),
      })),
      {
        name: "an answer is streamed, by the same group",
        async run() {
          const task = needed(first, "A task that can be streamed");
          const { completion, group } = await installation
            .application(tasks)
            .completeWithTaskType(task, { ...shortQuestion(), stream: true });
          let chunks = 0;
          for await (const _ of completion) chunks += 1;
          requireThat(chunks > 0, "No part of it arrived");
          requireSame("The group that answers", group, found.mappings[task]);
        },
      },
      {
        name: "an older name, that of its group, still works",
        async run() {
          const task = needed(first, "A task that can be asked");
          const group = needed(found.mappings[task], "Its group");
          await requireAnswer(installation, found, { task: group, group });
        },
      },
      {
        name: "a mistyped task is refused before anything is sent, with the nearest name",
        async run() {
          const [task = ""] = tasks;
          const error = await failureOf(() => installation.application(tasks).getTaskAlias(`${task}x`));
          requireThat(error instanceof UnknownTaskError, "It is not refused");
          requireSame("The nearest name", error.nearest[0], task);
        },
      },
      {
        name: "a name that the proxy does not know is refused by it",
        async run() {
          const unknown = `no-such-task-${crypto.randomUUID()}`;
          const { status } = await installation.ask("/v1/chat/completions", { model: unknown, ...shortQuestion() });
          requireThat(status >= 400 && status < 500, `It answers ${status}`);
        },
      },
      {
        name: "a wrong key is refused",
        async run() {
          const task = needed(first, "A task that can be asked");
          const stranger = installation.application(tasks, "sk-selftest-is-no-key");
          const error = await failureOf(() => stranger.completeWithTaskType(task, shortQuestion()));
          requireThat(error instanceof AuthenticationError, `It is not refused: ${String(error)}`);
        },
      },
    ];
  },
};

async function failureOf(work: () => unknown): Promise<unknown> {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new Mismatch("It is answered");
}
