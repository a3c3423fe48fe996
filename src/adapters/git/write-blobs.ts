import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Repository } from "./repository.ts";

/** Writes each text as a blob, byte for byte (no end-of-line conversion), and returns the ids in order. */
export async function writeBlobs(
  { writer }: Pick<Repository, "writer">,
  texts: readonly (string | Buffer)[],
): Promise<string[]> {
  if (texts.length === 0) return [];
  const folder = await mkdtemp(join(tmpdir(), "litellm-profiles-"));
  try {
    const files = texts.map((_, index) => join(folder, String(index)));
    await Promise.all(files.map(async (file, index) => writeFile(file, texts[index] ?? "")));
    return await writer.writeBlobs(files);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
