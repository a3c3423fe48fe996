import pRetry, { AbortError } from "p-retry";
import { Failure } from "../../domain/failure.ts";
import { fetchRef } from "./fetch-ref.ts";
import { mergeNotes, notesRef, readNotesTip } from "./proof-notes.ts";
import { pushRef, type PushAnswer } from "./push-ref.ts";
import type { RemoteRepository } from "./run-remote-git.ts";

/**
 * Brings the proof notes of a remote and of this repository together, here and there. Whoever adds a note there at the
 * same time keeps theirs: the loser brings it in, and tries again. Throws `push-refused`.
 */
export async function shareNotes(reached: RemoteRepository): Promise<void> {
  await pRetry(async () => tryToShare(reached), {
    retries: 9,
    minTimeout: 20,
    maxTimeout: 1000,
    randomize: true,
    shouldRetry: ({ error }) => error instanceof Failure && error.code === "push-refused",
  });
}

async function tryToShare(reached: RemoteRepository): Promise<void> {
  const { repository, remote } = reached;
  const ours = await readNotesTip(repository);
  const answer = ours === undefined ? undefined : await pushRef(remote, { commit: ours, ref: notesRef });
  if (answer?.outcome === "there") return;
  const theirs = await fetchRef(reached, notesRef);
  const both = theirs === undefined ? ours : await mergeNotes(repository, theirs);
  if (both === theirs) return;
  const failure = refused(remote.name, answer);
  // With nothing new from there, nobody was faster: the remote does not want it.
  throw both === ours ? new AbortError(failure) : failure;
}

function refused(remote: string, answer: PushAnswer | undefined): Failure {
  const reason = answer?.outcome === "refused" ? answer.reason : "somebody else was faster each time";
  return new Failure(
    "push-refused",
    `Remote \`${remote}\` refuses the proof notes: ${reason}`,
    `Have them allowed there; then the next switch brings them along, as does \`git push ${remote} ${notesRef}\``,
  );
}
