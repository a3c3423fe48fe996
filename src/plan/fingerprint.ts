import type { PlanFingerprint } from "../domain/plan.ts";
import { sha256 } from "../domain/sha256.ts";
import type { SourceFiles } from "../domain/source-files.ts";

/** What a plan is made from: the commit that was read (null outside git), its source files, and what they render to. */
export function fingerprint(baseCommit: string | null, sources: SourceFiles, output: string): PlanFingerprint {
  return { base_commit: baseCommit, input_sha256: sha256(frame(sources)), output_sha256: sha256(output) };
}

/** Each path and each text behind its length in bytes, so that no two sets of files give the same bytes. */
function frame(sources: SourceFiles): string {
  const sorted = [...sources].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([path, text]) => withLength(path) + withLength(text)).join("");
}

function withLength(text: string): string {
  return `${Buffer.byteLength(text)}:${text}`;
}
