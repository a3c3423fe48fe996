import type { Environment, Project } from "../domain/project.ts";
import type { Person } from "../domain/revision.ts";
import type { Progress } from "../domain/progress.ts";
import type { ReadFiles } from "../domain/source-files.ts";
import type { Branches } from "./branches.ts";
import type { Clock } from "./clock.ts";
import type { Delivery } from "./delivery.ts";
import type { Forge } from "./forge.ts";
import type { Lock } from "./lock.ts";
import type { PassLog } from "./pass-log.ts";
import type { Proxy } from "./proxy.ts";
import type { Remote } from "./remote.ts";
import type { Store } from "./store.ts";

/** Where changes are reviewed, and the branches of the repository there. */
export interface Reviews {
  readonly forge: Forge;
  readonly branches: Branches;
}

/** Everything that an operation may touch. Made in `compose.ts`, or of in-memory parts in a test. */
export interface World {
  readonly store: Store;
  /** Reads the work tree, for commands that look at uncommitted sources. */
  readonly readWorkTree: ReadFiles;
  /** Replaces a file of the work tree by one rename, folders included; throws `target-not-writable`. */
  writeWorkTree(path: string, text: string): Promise<void>;
  readonly clock: Clock;
  /** Who acts: for trailers, notes and locks. */
  readonly actor: Person;
  readonly progress: Progress;
  /** This machine's name, as the reload module would report it. */
  readonly host: string;
  delivery(environment: Environment): Delivery;
  proxies(environment: Environment): readonly Proxy[];
  lock(environment: Pick<Environment, "name">): Lock;
  /** The place that an environment is delivered to: an agent holds it as long as it runs, so that no other brings its own. */
  target(environment: Environment): Lock;
  /** What the agents of the project's environments did last. */
  readonly passes: PassLog;
  /** Where the environment's changes are pushed to; undefined where it names no remote. */
  remote(environment: Pick<Environment, "push">): Remote | undefined;
  /**
   * Where the project's changes are reviewed: in this repository where it names no forge. Loaded when it is asked for.
   * Throws `no-forge` where the forge that it names cannot be asked from here.
   */
  reviews(project: Pick<Project, "forge" | "environments">): Promise<Reviews>;
}

/** Who acts in the world, and what is told while they do. */
export interface Caller {
  /** Absent, whom git names. */
  readonly actor?: Person;
  readonly progress?: Progress;
}

/** One world for many callers: each sees the same project, and acts in their own name. */
export type OpenWorld = (caller?: Caller) => World;
