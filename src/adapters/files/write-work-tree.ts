import { join } from "node:path";

import { Failure } from "../../domain/failure.ts";
import type { World } from "../../ports/world.ts";
import { replaceFile } from "./replace-file.ts";

/** Writes files of a project by one rename each, so that nobody ever reads a part of one. */
export function writeWorkTree(root: string): World["writeWorkTree"] {
  return async (path, text) => {
    const file = join(root, path);
    try {
      await replaceFile(file, text);
    } catch (error) {
      const hint = "Make the file and its folder writable, or name another `output` in the environment";
      throw new Failure("target-not-writable", `\`${path}\` cannot be written`, hint, { cause: error });
    }
  };
}
