import { stat, writeFile } from "node:fs/promises";
import { Failure } from "../../domain/failure.ts";
import { replaceFile } from "./replace-file.ts";

/** Writes a report where the user says: a file by one rename, a device or a pipe as it is. Throws `target-not-writable`. */
export async function writeOutput(path: string, text: string): Promise<void> {
  try {
    if (await isSpecial(path)) return await writeFile(path, text);
    await replaceFile(path, text);
  } catch (error) {
    const hint = "Make the file and its folder writable, or name another file";
    throw new Failure("target-not-writable", `\`${path}\` cannot be written`, hint, { cause: error });
  }
}

/** A device that is replaced by a file would be lost to everybody. */
async function isSpecial(path: string): Promise<boolean> {
  const status = await stat(path).catch(() => undefined);
  return status !== undefined && !status.isFile();
}
