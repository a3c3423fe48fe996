import type { LoggedCommit, Store } from "../ports/store.ts";
import type { HeadState } from "./load-head.ts";
import { listRevisions } from "./read-history.ts";
import { readSourceLog } from "./read-source-log.ts";

/** The commit that made an environment's config what the head holds. */
export interface BroughtCommit {
  readonly commit: string;
  /** Number of the pull request that brought it; null where git names none. */
  readonly pullRequest: number | null;
  /** Whether it changed what the environment has in force, so that `rollback` can undo it. */
  readonly isSwitch: boolean;
}

/** Undefined where the config has no history. A merge is no commit of its own here: it brings its side's. */
export async function findBrought(
  store: Pick<Store, "log" | "notes">,
  state: HeadState,
): Promise<BroughtCommit | undefined> {
  const { environment, head } = state;
  const [outputs, sources] = await Promise.all([
    store.log([environment.output], head.commit),
    readSourceLog(store, state),
  ]);
  const newest = outputs.find(({ parents, changes }: LoggedCommit) => parents.length < 2 && changes.length > 0);
  if (newest === undefined) return undefined;
  const revision = listRevisions(sources, new Map()).find(
    (each) => each.commit === newest.commit && each.environment === environment.name,
  );
  return {
    commit: newest.commit,
    pullRequest: revision?.pull_request ?? null,
    isSwitch: revision !== undefined && revision.from !== null,
  };
}
