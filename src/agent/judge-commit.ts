import { Failure, SourcesInvalid } from "../domain/failure.ts";
import { hasErrors } from "../domain/finding.ts";
import { openModelMap } from "../litellm/model-map.ts";
import { loadCommit, readingAt } from "../operations/load-head.ts";
import { findStaleOutput } from "../operations/require-named.ts";
import { tryTo } from "../operations/try-to.ts";
import { validateProject } from "../operations/validate-project.ts";
import type { Head, Store } from "../ports/store.ts";

/** Why a commit may not be put in force; undefined where it may. */
export type JudgeCommit = (head: Head) => Promise<Failure | undefined>;

/** A commit never changes, so it is judged once: the head, and the one that comes next. One that git did not show is not. */
export function openJudge(store: Pick<Store, "readFiles">, environment: string): JudgeCommit {
  const verdicts = new Map<string, Promise<Failure | undefined>>();
  return async (head) => {
    const known = verdicts.get(head.commit);
    if (known !== undefined) return known;
    const verdict = judge(store, head, environment);
    verdicts.set(head.commit, verdict);
    const [oldest] = verdicts.keys();
    if (verdicts.size > 2 && oldest !== undefined) verdicts.delete(oldest);
    if ((await verdict)?.code === "git-refused") verdicts.delete(head.commit);
    return verdict;
  };
}

async function judge(store: Pick<Store, "readFiles">, head: Head, environment: string): Promise<Failure | undefined> {
  const found = await tryTo(() => validateProject(readingAt(store, head.commit), openModelMap));
  if (found instanceof Failure) return found;
  if (hasErrors(found.findings)) return new SourcesInvalid(found.findings);
  const state = await tryTo(() => loadCommit(store, head, environment));
  return state instanceof Failure ? state : findStaleOutput(state);
}
