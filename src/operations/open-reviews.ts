import type { Reviews, World } from "../ports/world.ts";
import { loadHeadProject } from "./load-head-project.ts";

/** The forge that the head names. Throws `not-a-project`, `sources-invalid` and `no-forge`. */
export async function openReviews({ store, reviews }: Pick<World, "store" | "reviews">): Promise<Reviews> {
  return reviews(await loadHeadProject(store));
}
