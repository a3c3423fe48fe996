import type { Store } from "../ports/store.ts";
import type { World } from "../ports/world.ts";
import { loadHead, requireBranch, type HeadState } from "./load-head.ts";

/** Whose turn it is to change what an environment declares or delivers, and what for. */
export interface Turn {
  readonly environment: string;
  /** Named to others who come meanwhile: `switch to balanced`. */
  readonly what: string;
}

/**
 * Runs `work` while holding the environment's lock, on the head as it is then: whoever held the lock just before may
 * have moved it. Throws what `loadHead` throws, `detached-head` and `busy`.
 */
export async function takeTurn<T>(
  { store, lock }: Pick<World, "store" | "lock">,
  { environment, what }: Turn,
  work: (state: HeadState) => Promise<T>,
): Promise<T> {
  const found = await loadBranch(store, environment);
  return lock(found.environment).hold(what, async () => {
    const isStill = (await store.resolve("HEAD")) === found.head.commit;
    return work(isStill ? found : await loadBranch(store, environment));
  });
}

async function loadBranch(store: Store, environment: string): Promise<HeadState> {
  const state = await loadHead(store, environment);
  requireBranch(state.head);
  return state;
}
