import type { HeadState } from "../operations/load-head.ts";
import type { World } from "../ports/world.ts";
import { readSourceFiles } from "../sources/source-files.ts";

/** Source and rendered files that differ in the work tree from those of the head, by path. */
export async function listUncommitted(
  { readWorkTree }: Pick<World, "readWorkTree">,
  { files }: Pick<HeadState, "files">,
): Promise<string[]> {
  const present = await readSourceFiles(readWorkTree);
  const paths = [...new Set([...files.keys(), ...present.keys()])].toSorted();
  return paths.filter((path) => files.get(path) !== present.get(path));
}
