import { providerOf } from "../domain/deployment.ts";
import type { Environment } from "../domain/project.ts";
import type { TaskSide } from "./plan-task.ts";
import { quote } from "./quote.ts";

/** Tasks that only avoided providers can answer: nothing was left to move them to. */
export function avoidWarnings(
  tasks: readonly { readonly name: string; readonly now: TaskSide | undefined }[],
  { avoid }: Environment,
): string[] {
  return tasks.flatMap(({ name, now }) => {
    const providers = [...new Set(now?.members.map(({ model }) => providerOf(model) ?? ""))];
    if (providers.length === 0 || providers.some((provider) => !avoid.has(provider))) return [];
    return [`Nothing but ${providers.map(quote).join(", ")}, which is avoided, can answer ${quote(name)}`];
  });
}
