import { mergeDiff3 } from "node-diff3";
import { Failure } from "../domain/failure.ts";
import type { SourceFiles } from "../domain/source-files.ts";
import type { LoggedCommit } from "../ports/store.ts";
import { carryChoice } from "../sources/choice.ts";
import { environmentFolder, nameOfSource } from "../sources/source-paths.ts";

/** A file that a commit changed; null where there was none. */
type TextChange = LoggedCommit["changes"][number];

/**
 * The texts to commit so that a commit is undone: where a file still has the commit's bytes, those before it; of one
 * that was edited elsewhere since, its lines alone, as `git revert` merges them; of an environment whose lines cannot be
 * merged, what it has in force alone. Null deletes. `changes` are those of
 * sources, `head` their texts now; what is rendered from them is rendered again. Throws `rollback-conflict`, and
 * `nothing-to-roll-back` where all is undone already.
 */
export function undoChange(
  commit: string,
  changes: readonly TextChange[],
  head: SourceFiles,
): ReadonlyMap<string, string | null> {
  const undone = changes.map((change) => ({
    path: change.path,
    text: undoFile(change, head.get(change.path) ?? null),
  }));
  const conflicts = undone.filter(({ text }) => text === undefined).map(({ path }) => path);
  if (conflicts.length > 0) throw conflict(commit, conflicts);

  const differing = undone.filter(({ path, text }) => text !== (head.get(path) ?? null));
  if (differing.length === 0) {
    throw new Failure(
      "nothing-to-roll-back",
      `Commit \`${commit.slice(0, 12)}\` is undone already, or changed no source`,
      "Name another commit of `history`",
    );
  }
  return new Map(differing.map(({ path, text = null }) => [path, text]));
}

/** Undefined where the file has changed since in a way that undoing would lose. */
function undoFile(change: TextChange, now: string | null): string | null | undefined {
  if (now === change.after || now === change.before) return change.before;
  return mergeLines(change, now) ?? undoActive(change, now);
}

/** The lines of `now` without what the commit did; undefined where both touched the same ones. */
function mergeLines({ before, after }: TextChange, now: string | null): string | undefined {
  if (before === null || after === null || now === null) return undefined;
  const merged = mergeDiff3(now, after, before, { excludeFalseConflicts: true, stringSeparator: "\n" });
  return merged.conflict ? undefined : merged.result.join("\n");
}

function undoActive({ path, before, after }: TextChange, now: string | null): string | undefined {
  if (nameOfSource(environmentFolder, path) === undefined) return undefined;
  if (before === null || after === null || now === null) return undefined;
  return carryChoice({ from: after, to: before, onto: now });
}

function conflict(commit: string, paths: readonly string[]): Failure {
  const names = paths.map((path) => `\`${path}\``).join(", ");
  return new Failure(
    "rollback-conflict",
    `Commit \`${commit.slice(0, 12)}\` cannot be undone: later commits changed ${names} again`,
    "Roll the later ones back first, or name the profile: `litellm-profiles switch PROFILE`",
  );
}
