import type { OpenWorld, World } from "../ports/world.ts";
import type { RecentAnswers } from "./recent-answers.ts";

/** Runs an operation that changes something, in the world of whoever asked for it. */
export type RunChange = <T>(work: (world: World) => Promise<T>) => Promise<T>;

/** Changes under way. A caller who goes away stops none of them. */
export interface Changes {
  readonly run: RunChange;
  /** Waits until those under way have ended. */
  settled(): Promise<void>;
}

export function openChanges(openWorld: OpenWorld, recent: Pick<RecentAnswers, "forget">): Changes {
  const running = new Set<Promise<unknown>>();
  return {
    async run(work) {
      const world = openWorld({ progress: () => recent.forget() });
      const change = work(world);
      running.add(change);
      try {
        return await change;
      } finally {
        running.delete(change);
        recent.forget();
      }
    },
    async settled() {
      await Promise.allSettled(running);
    },
  };
}
