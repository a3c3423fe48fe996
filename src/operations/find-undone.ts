import { Failure } from "../domain/failure.ts";
import { must } from "../domain/must.ts";
import type { Revision } from "../domain/revision.ts";
import type { LoggedCommit } from "../ports/store.ts";
import type { World } from "../ports/world.ts";
import { findNewestSwitch } from "./find-newest-switch.ts";
import type { HeadState } from "./load-head.ts";
import { listRevisions } from "./read-history.ts";
import { readSourceLog } from "./read-source-log.ts";

/**
 * The commit to undo. A commit that changed the environment's profile counts as its switch, whoever made it; named, also
 * one that changed something else in its file, such as what is scheduled.
 */
export async function findUndone(
  { store }: Pick<World, "store">,
  state: HeadState,
  word: string | undefined,
): Promise<LoggedCommit> {
  const [log, notes, named] = await Promise.all([
    readSourceLog(store, state),
    store.notes(),
    word === undefined ? undefined : store.resolve(word),
  ]);
  const revisions = listRevisions(log, notes).filter(
    ({ environment, from }) => environment === state.environment.name && from !== null,
  );
  if (named !== undefined) return ofCommit(log, named, state);
  const revision = newestOf(revisions, state);
  return must(
    log.find((each) => each.commit === revision.commit),
    "The commit of a revision",
  );
}

/** Any commit that changed a source, a merge among them. Throws `nothing-to-roll-back` where the branch has no such. */
export async function findEdit(
  { store }: Pick<World, "store">,
  state: HeadState,
  commit: string,
): Promise<LoggedCommit> {
  const found = (await readSourceLog(store, state)).find((each) => each.commit === commit);
  if (found !== undefined) return found;
  throw new Failure(
    "nothing-to-roll-back",
    `Commit \`${commit.slice(0, 12)}\` is not where pull requests go`,
    "Push it first",
  );
}

function newestOf(revisions: readonly Revision[], { environment }: HeadState): Revision {
  const revision = findNewestSwitch(revisions, environment.name, environment.active);
  if (revision !== undefined) return revision;
  throw new Failure(
    "nothing-to-roll-back",
    `Environment \`${environment.name}\` was never switched`,
    "Run `litellm-profiles history` to see what was",
  );
}

function ofCommit(log: readonly LoggedCommit[], commit: string, { environment }: HeadState): LoggedCommit {
  const found = log.find(
    (each) => each.commit === commit && each.changes.some((change) => isEdit(change, environment)),
  );
  if (found !== undefined) return found;
  throw new Failure(
    "nothing-to-roll-back",
    `Commit \`${commit.slice(0, 12)}\` switched nothing in environment \`${environment.name}\``,
    "Take a commit that `litellm-profiles history` lists",
  );
}

/** Not the making of the environment: without its file there is none. */
function isEdit({ path, before }: LoggedCommit["changes"][number], { file }: HeadState["environment"]): boolean {
  return path === file && before !== null;
}
