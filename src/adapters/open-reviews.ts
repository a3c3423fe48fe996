import { Failure } from "../domain/failure.ts";
import type { Project } from "../domain/project.ts";
import type { Reviews } from "../ports/world.ts";
import { openBranches } from "./git/open-branches.ts";
import { openLocalForge, type LocalForgeOptions } from "./local-forge/open-local-forge.ts";

/** Where a project's changes are reviewed. Throws `no-forge`. */
export async function openReviews({ forge }: Pick<Project, "forge">, place: LocalForgeOptions): Promise<Reviews> {
  if (forge?.kind === "github") {
    throw new Failure(
      "no-forge",
      "GitHub cannot be asked from here yet",
      "Name `forge: local` in `litellm-profiles.yaml`",
    );
  }
  return { forge: openLocalForge(place), branches: openBranches(place) };
}
