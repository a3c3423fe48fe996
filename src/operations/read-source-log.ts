import type { LoggedCommit, Store } from "../ports/store.ts";
import { environmentFolder, profileFolder, projectFile } from "../sources/source-paths.ts";
import type { HeadState } from "./load-head.ts";

/** The commits that changed sources, up to the one that was loaded. */
export async function readSourceLog(
  store: Pick<Store, "log">,
  { head, project }: Pick<HeadState, "head" | "project">,
): Promise<readonly LoggedCommit[]> {
  return store.log([projectFile, profileFolder, environmentFolder, project.template.path], head.commit);
}
