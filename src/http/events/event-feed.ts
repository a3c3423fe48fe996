import type { ControlEvent } from "../../domain/audit-entry.ts";

/** An event with its place in the feed. */
export interface NumberedEvent {
  readonly id: string;
  readonly event: ControlEvent;
}

/** What happens, for those who listen. */
export interface EventFeed {
  publish(event: ControlEvent): void;
  /**
   * Calls `listen` for every event from now on; before that, where `lastId` says what was heard last, for those since
   * then that are still known. Returns what ends it.
   */
  subscribe(listen: (event: NumberedEvent) => void, lastId?: string): () => void;
}

const mostKept = 1000;

/** `run` tells the events of this run of the server from those of another one. */
export function openEventFeed(run: string): EventFeed {
  const listeners = new Set<(event: NumberedEvent) => void>();
  const kept: NumberedEvent[] = [];
  let count = 0;
  return {
    publish(event) {
      count += 1;
      const numbered = { id: `${run}-${count}`, event };
      kept.push(numbered);
      if (kept.length > mostKept) kept.shift();
      for (const listen of listeners) listen(numbered);
    },
    subscribe(listen, lastId) {
      const missed = lastId === undefined ? [] : kept.slice(kept.findIndex(({ id }) => id === lastId) + 1);
      for (const numbered of missed) listen(numbered);
      listeners.add(listen);
      return () => void listeners.delete(listen);
    },
  };
}
