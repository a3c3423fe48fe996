import type { Remote } from "../../ports/remote.ts";
import type { Variables } from "./git-variables.ts";
import { fastForward } from "./fast-forward.ts";
import { lookAtTip } from "./look-at-tip.ts";
import { checkBranch, pushBranch } from "./push-branch.ts";
import { openReach } from "./reach-remote.ts";
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
  const reach = openReach({ name, root, variables });
  return {
    name,
    check: async (head) => checkBranch(await reach(checkMilliseconds), head),
    push: async (head) => pushBranch(await reach(moveMilliseconds), head),
    look: async (head) => lookAtTip(await reach(moveMilliseconds), head),
    follow: async (commit) => fastForward((await reach(moveMilliseconds)).repository, commit),
    shareNotes: async () => shareNotes(await reach(moveMilliseconds)),
  };
}
