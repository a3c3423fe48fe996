import type { Environment } from "../domain/project.ts";
import type { LoggedCommit, Store } from "../ports/store.ts";
import { claimsOf, findMerges, type PullRequestClaim } from "./find-merges.ts";
import type { HeadState } from "./load-head.ts";
import { listRevisions } from "./read-history.ts";
import { readSourceLog } from "./read-source-log.ts";

/** The commit that made an environment's config what the head holds. */
export interface BroughtCommit {
  readonly commit: string;
  /** The merge that brought it onto the line of first parents; null where it was made there. */
  readonly merge: string | null;
  /** Which pull request brought it, as the messages say: its own may have come with it from elsewhere. */
  readonly claims: readonly PullRequestClaim[];
  /**
   * The commit to undo: itself where it is a switch, else with all that its merge brought. Null where it made the
   * environment, or changed no source.
   */
  readonly undoable: string | null;
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
  const merge = findMerges(outputs).get(newest.commit);
  return {
    commit: newest.commit,
    merge: merge?.commit ?? null,
    claims: claimsOf(newest, merge),
    undoable: isSwitch(sources, newest.commit, environment)
      ? newest.commit
      : editOf(sources, merge ?? newest, environment),
  };
}

function isSwitch(sources: readonly LoggedCommit[], commit: string, { name }: Environment): boolean {
  return listRevisions(sources, new Map()).some(
    (each) => each.commit === commit && each.environment === name && each.from !== null,
  );
}

/** Null where there was no environment before, or no source changed. */
function editOf(sources: readonly LoggedCommit[], { commit }: LoggedCommit, { file }: Environment): string | null {
  const changes = sources.find((each) => each.commit === commit)?.changes ?? [];
  const isMade = changes.some(({ path, before }) => path === file && before === null);
  return changes.length === 0 || isMade ? null : commit;
}
