import type { BigIntStats } from "node:fs";
import { open } from "node:fs/promises";
import type { DeliveredFile, FileIdentity } from "../../domain/proof.ts";
import { sha256 } from "../../domain/sha256.ts";
import { isCode } from "./is-code.ts";

/** A file's text and identity, taken of the same open file; undefined where there is none. */
export async function readIdentified(
  path: string,
): Promise<{ readonly file: DeliveredFile; readonly text: string } | undefined> {
  const handle = await openExisting(path);
  if (handle === undefined) return undefined;
  try {
    const status = await handle.stat({ bigint: true });
    const bytes = await handle.readFile();
    return { file: { path, identity: identityOf(status), sha256: sha256(bytes) }, text: bytes.toString("utf8") };
  } finally {
    await handle.close();
  }
}

async function openExisting(path: string) {
  try {
    return await open(path, "r");
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

function identityOf({ dev, ino, mtimeNs }: BigIntStats): FileIdentity {
  return `${dev}:${ino}:${mtimeNs}`;
}
