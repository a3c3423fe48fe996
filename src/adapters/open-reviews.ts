import type { Project } from "../domain/project.ts";
import type { Reviews } from "../ports/world.ts";
import { openBranches } from "./git/open-branches.ts";
import { openLocalForge, type LocalForgeOptions } from "./local-forge/open-local-forge.ts";

/** Where a project's changes are reviewed. Throws `no-forge`, `variable-unset`. */
export async function openReviews(
  { forge, environments }: Pick<Project, "forge" | "environments">,
  place: LocalForgeOptions,
): Promise<Reviews> {
  if (forge?.kind !== "github") return { forge: openLocalForge(place), branches: openBranches(place) };
  const { openGitHub } = await import("./github/open-github.ts");
  const { root, variables } = place;
  const remote = environments.find(({ push }) => push !== undefined)?.push ?? "origin";
  return {
    forge: await openGitHub({ wanted: forge, remote, root, variables }),
    branches: openBranches({ remote, root, variables }),
  };
}
