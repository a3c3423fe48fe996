import { Failure } from "../../domain/failure.ts";
import type { Remote } from "../../ports/remote.ts";
import { nameHint } from "../../sources/nearest-name.ts";
import type { Variables } from "./git-variables.ts";
import { inBackticks } from "./git-words.ts";
import { checkBranch, pushBranch } from "./push-branch.ts";
import { remoteVariables } from "./remote-variables.ts";
import { openRepository, type Repository } from "./repository.ts";
import { runGit } from "./run-git.ts";
import type { RemoteRepository } from "./run-remote-git.ts";
import { shareNotes } from "./share-notes.ts";

/** A remote of the repository around a project folder, and how long it may take to answer. */
export interface RemoteOptions {
  /** As a source file names it; whether there is such a remote is found out when it is needed. */
  readonly name: string;
  /** The project folder. */
  readonly root: string;
  /** The process's own. */
  readonly variables: Variables;
  /** For a question; 5 s unless told. */
  readonly checkMilliseconds?: number;
  /** For bringing something there or here, each time; 30 s unless told. */
  readonly moveMilliseconds?: number;
}

/** A git remote by the `git` on the user's path, with the credentials that the user's git has without asking. */
export function openRemote(options: RemoteOptions): Remote {
  const { name, root, variables, checkMilliseconds = 5000, moveMilliseconds = 30_000 } = options;
  let opened: Promise<Repository> | undefined;
  const reach = async (withinMilliseconds: number): Promise<RemoteRepository> => {
    const repository = await (opened ??= openRepository(root, variables));
    await requireRemote(repository, name);
    const place = { folder: repository.folder, variables: remoteVariables(variables) };
    return { repository, remote: { ...place, name, withinMilliseconds } };
  };
  return {
    name,
    check: async (head) => checkBranch(await reach(checkMilliseconds), head),
    push: async (head) => pushBranch(await reach(moveMilliseconds), head),
    shareNotes: async () => shareNotes(await reach(moveMilliseconds)),
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
