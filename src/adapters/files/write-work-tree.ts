import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";

import writeFileAtomic from "write-file-atomic";

import { Failure } from "../../domain/failure.ts";
import type { World } from "../../ports/world.ts";

/** Writes files of a project by one rename each, so that nobody ever reads a part of one. */
export function writeWorkTree(root: string): World["writeWorkTree"] {
  return async (path, text) => {
    const file = join(root, path);
    try {
      await mkdir(dirname(file), { recursive: true });
      await writeFileAtomic(file, text);
    } catch (error) {
      const hint = "Make the file and its folder writable, or name another `output` in the environment";
      throw new Failure("target-not-writable", `\`${path}\` cannot be written`, hint, { cause: error });
    }
  };
}
