import { SourcesInvalid } from "../domain/failure.ts";
import type { Project } from "../domain/project.ts";
import type { Store } from "../ports/store.ts";
import { loadProject } from "../sources/load-project.ts";
import { readSourceFiles } from "../sources/source-files.ts";
import { readingAt } from "./load-head.ts";

/** The project that the head holds, whichever environment is meant. Throws `not-a-project` and `sources-invalid`. */
export async function loadHeadProject(store: Pick<Store, "head" | "readFiles">): Promise<Project> {
  const { commit } = await store.head();
  const { project, findings } = loadProject(await readSourceFiles(readingAt(store, commit)));
  if (project === undefined) throw new SourcesInvalid(findings);
  return project;
}
