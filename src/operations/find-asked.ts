import { isDeepStrictEqual } from "node:util";
import { must } from "../domain/must.ts";
import { parseSwitchMessage } from "../domain/switch-message.ts";
import type { Asked, AskedScheduled, AskedUntil, Timing } from "../domain/timing.ts";
import type { LoggedCommit, Store } from "../ports/store.ts";
import { readTiming } from "../sources/timing.ts";
import type { HeadState } from "./load-head.ts";

/** The moments to come of an environment, each with whoever wanted it. Git's log is read only where there is one. */
export async function findAsked(
  store: Pick<Store, "log">,
  { head, environment }: Pick<HeadState, "head" | "environment">,
): Promise<{ readonly until: AskedUntil | null; readonly scheduled: AskedScheduled | null }> {
  const { name, file, until, scheduled } = environment;
  if (until === undefined && scheduled === undefined) return { until: null, scheduled: null };
  const log = await store.log([file], head.commit);
  const askedFor = (key: keyof Timing, moment: Timing[typeof key]): Asked =>
    askedBy(must(findBringer(log, key, moment), "The commit that brought the moment"), name);
  return {
    until: until === undefined ? null : { ...until, ...askedFor("until", until) },
    scheduled: scheduled === undefined ? null : { ...scheduled, ...askedFor("scheduled", scheduled) },
  };
}

/** The newest commit that brought it; a merge only passes on what others brought. */
function findBringer(log: readonly LoggedCommit[], key: keyof Timing, moment: Timing[typeof key]) {
  const bringers = log.filter(({ changes }) =>
    changes.some(
      ({ before, after }) =>
        isDeepStrictEqual(readTiming(after ?? "")[key], moment) &&
        !isDeepStrictEqual(readTiming(before ?? "")[key], moment),
    ),
  );
  return bringers.find(({ parents }) => parents.length < 2) ?? bringers[0];
}

function askedBy({ commit, author, message }: LoggedCommit, environment: string): Asked {
  const trailers = parseSwitchMessage(message).findLast((one) => one["Profile-Environment"] === environment);
  return {
    by: trailers?.["Profile-By"] ?? `${author.name} <${author.email}>`,
    reason: trailers?.["Profile-Reason"] ?? null,
    commit,
  };
}
