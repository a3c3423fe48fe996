import { Failure } from "../../domain/failure.ts";
import type { Forge } from "../../ports/forge.ts";
import type { Variables } from "../git/git-variables.ts";
import { readRemoteUrl } from "../git/remote-url.ts";
import { findCredentials } from "./find-credentials.ts";
import { openGitHubForge } from "./open-github-forge.ts";
import { findRepository, type WantedRepository } from "./repository-name.ts";

export interface GitHubPlace {
  /** What the project says of it. */
  readonly wanted: WantedRepository;
  /** Name of the git remote that is pushed to. */
  readonly remote: string;
  /** The project folder. */
  readonly root: string;
  /** The process's own. */
  readonly variables: Variables;
}

/** The forge of a project on GitHub. Throws `no-forge` and `variable-unset`. */
export async function openGitHub({ wanted, remote, root, variables }: GitHubPlace): Promise<Forge> {
  const repository = findRepository(wanted, await readRemoteUrl(root, variables, remote));
  if (repository === undefined) {
    throw new Failure(
      "no-forge",
      `Neither the project nor the remote \`${remote}\` says which repository on GitHub it is`,
      "Write `forge: {repository: owner/name}` into `litellm-profiles.yaml`, or `git remote add origin URL`",
    );
  }
  return openGitHubForge({ repository, credentials: findCredentials(variables) });
}
