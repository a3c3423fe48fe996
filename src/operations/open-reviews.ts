import { SourcesInvalid } from "../domain/failure.ts";
import type { Reviews, World } from "../ports/world.ts";
import { loadProject } from "../sources/load-project.ts";
import { readSourceFiles } from "../sources/source-files.ts";

/** The forge that the head names. Throws `not-a-project`, `sources-invalid` and `no-forge`. */
export async function openReviews({ store, reviews }: Pick<World, "store" | "reviews">): Promise<Reviews> {
  const { commit } = await store.head();
  const { project, findings } = loadProject(await readSourceFiles((paths) => store.readFiles(commit, paths)));
  if (project === undefined) throw new SourcesInvalid(findings);
  return reviews(project);
}
