import type { ReadFiles } from "../domain/source-files.ts";
import { nameOfSource, profileFolder } from "../sources/source-paths.ts";
import { unknownProfile } from "./load-head.ts";

/** Path of a profile's file, whether what stands in it is right or not. Throws `unknown-profile`. */
export async function findProfileFile(read: ReadFiles, name: string): Promise<string> {
  const files = [...(await read([profileFolder])).keys()].map((path) => ({
    path,
    name: nameOfSource(profileFolder, path),
  }));
  const found = files.find((file) => file.name === name);
  if (found !== undefined) return found.path;
  throw unknownProfile(
    name,
    files.flatMap((file) => file.name ?? []),
  );
}
