import { Failure } from "../../domain/failure.ts";
import { nameHint } from "../../sources/nearest-name.ts";
import type { Variables } from "./git-variables.ts";
import { inBackticks } from "./git-words.ts";
import { remoteVariables } from "./remote-variables.ts";
import { openRepository, type Repository } from "./repository.ts";
import { runGit } from "./run-git.ts";
import type { RemoteRepository } from "./run-remote-git.ts";

/** A remote of the repository around a project folder. */
export interface ReachOptions {
  /** As a source file names it; absent, the repository itself is reached. */
  readonly name?: string;
  /** The project folder. */
  readonly root: string;
  /** The process's own. */
  readonly variables: Variables;
}

/** Opens the repository and its remote for commands that may take so long each. */
export type Reach = (withinMilliseconds: number) => Promise<RemoteRepository>;

/** Nothing is opened before it is needed. Reaching throws `not-a-repository` and `unknown-remote`. */
export function openReach({ name, root, variables }: ReachOptions): Reach {
  let opened: Promise<Repository> | undefined;
  return async (withinMilliseconds) => {
    const repository = await (opened ??= openRepository(root, variables));
    if (name !== undefined) await requireRemote(repository, name);
    const place = { folder: repository.folder, variables: remoteVariables(variables) };
    return { repository, remote: { ...place, name: name ?? ".", withinMilliseconds } };
  };
}

/** Git would take a name that it does not know for a path or a URL, and one with a dash before it for an option. */
async function requireRemote(repository: Repository, name: string): Promise<void> {
  const names = (await runGit(repository, ["remote"])).split("\n").filter((line) => line !== "");
  if (names.includes(name)) return;
  throw new Failure(
    "unknown-remote",
    `The repository has no remote ${inBackticks(name)}`,
    names.length === 0 ? "Add it: `git remote add NAME URL`" : nameHint(name, names, "remotes"),
  );
}
