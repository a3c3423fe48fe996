import type { Head } from "../../ports/store.ts";
import type { RemoteTip } from "../../ports/remote.ts";
import { destinationOf } from "./destination-of.ts";
import { fetchRefs } from "./fetch-ref.ts";
import { isAncestor } from "./is-ancestor.ts";
import { mergeNotes, notesRef, readNotesTip } from "./proof-notes.ts";
import type { Repository } from "./repository.ts";
import type { RemoteRepository } from "./run-remote-git.ts";

/** Brings what the remote's branch names, and the proof notes of there, here. One question, and a transfer where needed. */
export async function lookAtTip(reached: RemoteRepository, head: Head): Promise<RemoteTip> {
  const { repository, remote } = reached;
  const ref = await destinationOf(repository, head, remote.name);
  const found = await fetchRefs(reached, [ref, notesRef]);
  const theirs = found.get(notesRef);
  const ours = theirs === undefined ? await readNotesTip(repository) : await mergeNotes(repository, theirs);
  return { ...(await compare(repository, head.commit, found.get(ref))), isUnshared: ours !== theirs };
}

async function compare(repository: Repository, head: string, commit: string | undefined) {
  if (commit === undefined) return { stands: "absent" } as const;
  if (commit === head) return { stands: "same", commit } as const;
  if (await isAncestor(repository, head, commit)) return { stands: "ahead", commit } as const;
  return { stands: (await isAncestor(repository, commit, head)) ? "behind" : "apart", commit } as const;
}
