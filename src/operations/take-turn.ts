import type { Store } from "../ports/store.ts";
import type { World } from "../ports/world.ts";
import { loadHead, requireBranch, type HeadState } from "./load-head.ts";

/** Whose turn it is to change what an environment declares or delivers, and what for. */
export interface Turn {
  readonly environment: string;
  /** Named to others who come meanwhile: `switch to balanced`. */
  readonly what: string;
  /** Whether the change goes onto a branch of its own, so that none need be checked out. */
  readonly isReviewed?: (state: HeadState) => boolean;
}

/**
 * Runs `work` while holding the environment's lock, on the head as it is then: whoever held the lock just before may
 * have moved it. Throws what `loadHead` throws, `detached-head` and `busy`.
 */
export async function takeTurn<T>(
  { store, lock }: Pick<World, "store" | "lock">,
  turn: Turn,
  work: (state: HeadState) => Promise<T>,
): Promise<T> {
  const found = await loadBranch(store, turn);
  return lock(found.environment).hold(turn.what, async () => {
    const isStill = (await store.resolve("HEAD")) === found.head.commit;
    return work(isStill ? found : await loadBranch(store, turn));
  });
}

async function loadBranch(store: Store, { environment, isReviewed }: Turn): Promise<HeadState> {
  const state = await loadHead(store, environment);
  if (isReviewed?.(state) !== true) requireBranch(state.head);
  return state;
}
