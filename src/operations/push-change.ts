import { Failure } from "../domain/failure.ts";
import type { Environment } from "../domain/project.ts";
import type { PushResult } from "../domain/push-result.ts";
import { joinSentences } from "./join-sentences.ts";
import type { Remote } from "../ports/remote.ts";
import type { Head } from "../ports/store.ts";
import type { World } from "../ports/world.ts";
import { environmentOption } from "../report/environment-option.ts";

/** A commit that is made, delivered and noted; null where the head is one that must not spread. */
export interface MadeChange {
  readonly environment: Environment;
  readonly branch: Head["branch"];
  readonly commit: string | null;
}

export interface Pushed {
  /** Null where the environment names no remote. */
  readonly push: PushResult | null;
  readonly warnings: readonly string[];
}

/**
 * Brings a change and the proof notes to the environment's remote. This comes last, after the proof. A remote that is
 * out of reach keeps no profile from going live, nor a bad one from going back. What the remote names was tried: a switch
 * that was not proven arrives together with its undoing, so nobody who follows the remote delivers it. And nothing is
 * lost: the commit is on the branch, from where the next switch or `deliver` takes it along. So a refusal is told in the
 * result, never thrown.
 */
export async function pushChange(world: World, { environment, branch, commit }: MadeChange): Promise<Pushed> {
  const remote = world.remote(environment);
  if (remote === undefined) return { push: null, warnings: [] };
  if (commit === null) return notPushed(environment, remote, undoFirst);
  world.progress({ step: "pushing", remote: remote.name });
  try {
    await remote.push({ commit, branch });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return notPushed(environment, remote, error);
  }
  return { push: { remote: remote.name, pushed: true, why: null, hint: null }, warnings: await shareNotes(remote) };
}

const undoFirst = { message: "The commit was not proven, and could not be undone", hint: "Undo it: `git revert`" };

function notPushed(
  { name: environment }: Environment,
  { name }: Remote,
  { message, hint }: Pick<Failure, "message" | "hint">,
): Pushed {
  const next = joinSentences(
    hint,
    `Then run \`litellm-profiles deliver${environmentOption(environment)}\`, which pushes too`,
  );
  return {
    push: { remote: name, pushed: false, why: message, hint: next },
    warnings: [joinSentences(`Not pushed to \`${name}\`, the commit is only here: ${message}`, next)],
  };
}

/** Notes are never worth more than a warning; the next push brings them along. */
async function shareNotes(remote: Remote): Promise<string[]> {
  try {
    await remote.shareNotes();
    return [];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return [`The proof is not noted at \`${remote.name}\`: ${error.message}`];
  }
}
