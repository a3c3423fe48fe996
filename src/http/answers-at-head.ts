import type { Store } from "../ports/store.ts";
import type { RecentAnswers } from "./recent-answers.ts";

/**
 * The answer to a question about a commit, which never changes: read once while the head stays there. Where the head is
 * may be known from up to one second ago. `make` gets the commit; its errors are not kept.
 */
export type AnswerAtHead = (
  question: readonly (string | number)[],
  make: (commit: string) => Promise<string>,
) => Promise<string>;

const mostAnswers = 500;

export function openAnswersAtHead(store: Pick<Store, "head">, recent: RecentAnswers): AnswerAtHead {
  const answers = new Map<string, Promise<string>>();

  /** Where the head has moved meanwhile, nobody knows which commit was read. */
  async function keepIfStill(commit: string, key: string, answer: Promise<string>): Promise<void> {
    const isStill = await answer.then(async () => (await store.head()).commit === commit).catch(() => false);
    if (!isStill) answers.delete(key);
  }

  return async (question, make) => {
    const commit = await recent.read(["head"], async () => (await store.head()).commit);
    const key = JSON.stringify([commit, ...question]);
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = make(commit);
    answers.set(key, answer);
    void keepIfStill(commit, key, answer);
    const [oldest] = answers.keys();
    if (answers.size > mostAnswers && oldest !== undefined) answers.delete(oldest);
    return answer;
  };
}
