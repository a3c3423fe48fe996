import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isCode } from "./is-code.ts";

/** Makes a folder that git ignores without anybody's help. */
export async function makeIgnoredFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  try {
    await writeFile(join(folder, ".gitignore"), "*\n", { flag: "wx" });
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error;
  }
}
