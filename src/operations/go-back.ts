import { Failure } from "../domain/failure.ts";
import type { WayBack } from "../domain/switch-result.ts";
import { printSwitchMessage } from "../domain/switch-message.ts";
import { isTruncated } from "../litellm/is-truncated.ts";
import { readConfig } from "../litellm/read-config.ts";
import { routingOf } from "../litellm/routing-of.ts";
import type { World } from "../ports/world.ts";
import { tryDeliverText } from "./deliver-text.ts";
import type { Draft, Edits } from "./draft-change.ts";
import { outputOf, type HeadState } from "./load-head.ts";
import { noteProof } from "./note-proof.ts";
import { trailersOf } from "./switch-heading.ts";

/** A change that was committed and not proven. */
export interface FailedChange {
  /** The head before. */
  readonly before: HeadState;
  readonly draft: Draft;
  readonly commit: string;
  /** What was delivered before; undefined where nothing was. */
  readonly deliveredBefore: string | undefined;
}

/**
 * Puts the last good config back: commits the undoing, delivers what was delivered before, and proves it. Undefined
 * where there is nothing to go back to.
 */
export async function goBack(
  world: World,
  change: FailedChange,
): Promise<(WayBack & { warnings: string[] }) | undefined> {
  const text = lastGood(change);
  if (text === undefined) return undefined;
  world.progress({ step: "going back", reason: "The change was not proven in time" });
  const { environment } = change.before;
  const undone = await commitUndoing(world, change);
  const proof = await tryDeliverText(world, { environment, text, routing: routingOf(readConfig(text).config ?? {}) });
  const outcome = proof.outcome === "proven" ? "proven" : "unproven";
  const noted =
    undone.commit === null
      ? []
      : await noteProof(world, { commit: undone.commit, environment: environment.name, text, outcome, proof });
  return { commit: undone.commit, proof, warnings: [...undone.warnings, ...noted] };
}

/** What was delivered before, unless that was broken itself; else what the head before rendered. */
function lastGood({ before, deliveredBefore }: FailedChange): string | undefined {
  return [deliveredBefore, outputOf(before)].find((text) => text !== undefined && isSound(text));
}

function isSound(text: string): boolean {
  return readConfig(text).config !== undefined && !isTruncated(text);
}

interface Undone {
  readonly commit: string | null;
  readonly warnings: readonly string[];
}

/** The proxies must go back even where git refuses, so a refusal is a warning. */
async function commitUndoing(world: World, change: FailedChange): Promise<Undone> {
  try {
    const commit = await retryWhileMoving(() => commitTextsBefore(world, change));
    world.progress({ step: "committed", commit });
    return { commit, warnings: [] };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { commit: null, warnings: [`Commit \`${change.commit.slice(0, 12)}\` is not undone: ${error.message}`] };
  }
}

async function retryWhileMoving<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== "branch-moved" || tries === 3) throw error;
    }
  }
}

async function commitTextsBefore(world: World, change: FailedChange): Promise<string> {
  const { before, draft } = change;
  const head = await world.store.head();
  if (head.commit !== change.commit) await refuseChangedSince(world, head.commit, draft.edits);
  const files = new Map([...draft.edits.keys()].map((path) => [path, before.files.get(path) ?? null]));
  return world.store.commit({ parent: head.commit, files, message: messageOf(world, change) });
}

async function refuseChangedSince({ store }: World, commit: string, edits: Edits): Promise<void> {
  const now = await store.readFiles(commit, [...edits.keys()]);
  const changed = [...edits].filter(([path, text]) => (now.get(path) ?? null) !== text).map(([path]) => path);
  if (changed.length === 0) return;
  throw new Failure(
    "rollback-conflict",
    `Later commits changed ${changed.map((path) => `\`${path}\``).join(", ")} again`,
    "Undo it by hand: `git revert`",
  );
}

function messageOf(world: World, { before, draft, commit }: FailedChange): string {
  const [from, to] = [draft.environment.active, before.environment.active];
  const what =
    from === to
      ? `what ${before.environment.name} has in force back`
      : `${before.environment.name} back from ${from} to ${to}`;
  return printSwitchMessage(
    trailersOf(world, { before: draft.environment, after: before.environment, reason: "Not proven in time" }),
    `Switch ${what}\n\nThis reverts commit ${commit}, which was not proven in time.`,
  );
}
