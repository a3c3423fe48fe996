import type { Clock } from "../ports/clock.ts";

/** Answers that may be up to one second old, so that many readers cost no more than one. */
export interface RecentAnswers {
  /** The answer to a question, read anew where it is older than that or `fresh` is asked for. Errors are not kept. */
  read(
    question: readonly (string | number)[],
    make: () => Promise<string>,
    options?: { readonly fresh?: boolean },
  ): Promise<string>;
  /** After a change nothing from before is answered. */
  forget(): void;
}

interface Reading {
  /** When it began, as the clock's `elapsed`. */
  readonly since: number;
  readonly answer: Promise<string>;
  isDone: boolean;
}

interface Entry {
  readonly newest: Reading;
  /** The one before, answered while the newest is under way. */
  readonly last: Reading | undefined;
}

const mostMilliseconds = 1000;
/** From this age on the next one is read ahead, so that no reader waits while there are many. */
const aheadMilliseconds = 400;
const mostEntries = 500;

export function openRecentAnswers(clock: Pick<Clock, "elapsed">): RecentAnswers {
  let entries = new Map<string, Entry>();

  function start(key: string, make: () => Promise<string>): Reading {
    const reading: Reading = { since: clock.elapsed(), answer: make(), isDone: false };
    const before = entries.get(key);
    const entry: Entry = { newest: reading, last: before?.newest.isDone === true ? before.newest : before?.last };
    keep(entries, key, entry);
    void settle(entries, key, entry);
    return reading;
  }

  function ageOf({ since }: Reading): number {
    return clock.elapsed() - since;
  }

  return {
    async read(question, make, { fresh = false } = {}) {
      const key = JSON.stringify(question);
      const entry = fresh ? undefined : entries.get(key);
      if (entry === undefined) return start(key, make).answer;
      const { newest, last } = entry;
      if (newest.isDone && ageOf(newest) > aheadMilliseconds) {
        const next = start(key, make);
        return ageOf(newest) <= mostMilliseconds ? newest.answer : next.answer;
      }
      if (!newest.isDone && last !== undefined && ageOf(last) <= mostMilliseconds) return last.answer;
      return ageOf(newest) <= mostMilliseconds ? newest.answer : start(key, make).answer;
    },
    forget() {
      entries = new Map();
    },
  };
}

/** Waits for the entry's newest reading; one that failed is forgotten. */
async function settle(entries: Map<string, Entry>, key: string, { newest }: Entry): Promise<void> {
  try {
    await newest.answer;
    newest.isDone = true;
  } catch {
    if (entries.get(key)?.newest === newest) entries.delete(key);
  }
}

/** Names that nobody has asked for since many others make room. */
function keep(entries: Map<string, Entry>, key: string, entry: Entry): void {
  entries.delete(key);
  entries.set(key, entry);
  const [oldest] = entries.keys();
  if (entries.size > mostEntries && oldest !== undefined) entries.delete(oldest);
}
