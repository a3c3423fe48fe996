import type { Head } from "../../ports/store.ts";
import type { RemoteTip } from "../../ports/remote.ts";
import { destinationOf } from "./destination-of.ts";
import { fetchRefs } from "./fetch-ref.ts";
import { isAncestor } from "./is-ancestor.ts";
import { mergeNotes, notesRef } from "./proof-notes.ts";
import type { RemoteRepository } from "./run-remote-git.ts";

/** Brings what the remote's branch names, and the proof notes of there, here. One question, and a transfer where needed. */
export async function lookAtTip(reached: RemoteRepository, head: Head): Promise<RemoteTip> {
  const { repository, remote } = reached;
  const ref = await destinationOf(repository, head, remote.name);
  const found = await fetchRefs(reached, [ref, notesRef]);
  const notes = found.get(notesRef);
  if (notes !== undefined) await mergeNotes(repository, notes);
  const commit = found.get(ref);
  if (commit === undefined) return { stands: "absent" };
  if (commit === head.commit) return { stands: "same", commit };
  if (await isAncestor(repository, head.commit, commit)) return { stands: "ahead", commit };
  return { stands: (await isAncestor(repository, commit, head.commit)) ? "behind" : "apart", commit };
}
