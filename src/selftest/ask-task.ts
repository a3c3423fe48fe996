import { readAnswerer } from "../client/chat.ts";
import type { Found } from "./found.ts";
import { detailOf, type Installation } from "./installation.ts";
import { requireSame, requireThat } from "./mismatch.ts";

/** Short, and another one each time, so that no cache answers it. */
export function shortQuestion(): { messages: { role: "user"; content: string }[]; max_tokens: number } {
  return {
    messages: [{ role: "user", content: `Answer with the one word "ready" (${crypto.randomUUID()})` }],
    max_tokens: 16,
  };
}

/** Asks a task as an application does, and requires that this group answers. */
export async function requireAnswer(
  installation: Installation,
  { embeddings }: Pick<Found, "embeddings">,
  { task, group }: { readonly task: string; readonly group: string | undefined },
): Promise<void> {
  if (embeddings.has(task)) return requireVector(installation, { task, group });
  const answer = await installation.application([task]).completeWithTaskType(task, shortQuestion());
  requireSame("The group that answers", answer.group, group);
  requireThat(answer.completion.choices.length > 0, "The answer is empty");
}

async function requireVector(
  { ask }: Installation,
  { task, group }: { readonly task: string; readonly group: string | undefined },
): Promise<void> {
  const answer = await ask("/v1/embeddings", { model: task, input: crypto.randomUUID() });
  requireThat(answer.status === 200, `It answers ${answer.status}: ${detailOf(answer)}`);
  requireSame("The group that answers", readAnswerer(answer.headers).group, group);
}
