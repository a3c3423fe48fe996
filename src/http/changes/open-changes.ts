import type { Who } from "../../domain/audit-entry.ts";
import { Failure } from "../../domain/failure.ts";
import type { Person } from "../../domain/revision.ts";
import type { OpenWorld, World } from "../../ports/world.ts";
import type { RecentAnswers } from "../recent-answers.ts";
import { followWorkers } from "./follow-workers.ts";
import { openTeller, type AskedChange, type Listeners } from "./tell-change.ts";
import { tellProgress } from "./tell-progress.ts";

/** How a change ended, for those who are told. */
export interface Ending {
  readonly outcome: string;
  readonly from?: string;
  readonly to?: string;
  readonly commit?: string;
}

/** What there is to do, and how to tell of its result. */
export interface Work<T> {
  readonly run: (world: World) => Promise<T>;
  readonly ending: (result: T) => Ending;
}

/** Carries a change out in the name of whoever asked for it. Throws what the work throws, and `audit-not-writable`. */
export type RunChange = <T>(asked: AskedChange, work: Work<T>) => Promise<T>;

/** Changes under way. A caller who goes away stops none of them. */
export interface Changes {
  readonly run: RunChange;
  /** Waits until those under way have ended. */
  settled(): Promise<void>;
}

export interface ChangeParts extends Listeners {
  readonly openWorld: OpenWorld;
  readonly recent: Pick<RecentAnswers, "forget">;
}

export function openChanges(parts: ChangeParts): Changes {
  const running = new Set<Promise<unknown>>();
  return {
    async run(asked, work) {
      const change = runChange(parts, asked, work);
      running.add(change);
      try {
        return await change;
      } finally {
        running.delete(change);
        parts.recent.forget();
      }
    },
    async settled() {
      await Promise.allSettled(running);
    },
  };
}

async function runChange<T>(parts: ChangeParts, asked: AskedChange, { run, ending }: Work<T>): Promise<T> {
  const teller = openTeller(parts, asked);
  await teller.begin();
  const progress = tellProgress((step) => {
    parts.recent.forget();
    teller.tell(step);
  });
  const actor = actorOf(asked.who);
  const world = parts.openWorld({ progress, ...(actor !== undefined && { actor }) });
  try {
    const result = await run(followWorkers(world, (applied) => teller.tell({ event: "applied", ...applied })));
    teller.tell({ event: "ended", ...ending(result) });
    return result;
  } catch (error) {
    teller.tell({ event: "failed", code: error instanceof Failure ? error.code : "defect" });
    throw error;
  } finally {
    await teller.end();
  }
}

/** A token's bearer, as commits name them; undefined for whom git names. */
function actorOf({ token_id, name }: Who): Person | undefined {
  return token_id === null ? undefined : { name, email: `token-${token_id}@localhost` };
}
