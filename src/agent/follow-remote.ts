import type { PassResult } from "../domain/pass.ts";
import { nextWait } from "./next-wait.ts";
import type { Clock } from "../ports/clock.ts";
import type { Agent } from "./open-agent.ts";
import type { Alarm } from "./open-alarm.ts";

/** How a remote is followed. */
export interface Following {
  readonly agent: Agent;
  readonly alarm: Pick<Alarm, "wait">;
  readonly clock: Pick<Clock, "now">;
  readonly everyMilliseconds: number;
  /** From 0 to 1. */
  readonly random: () => number;
  /** After this no other pass begins; the one under way is finished. */
  readonly signal: AbortSignal;
  readonly tell: (result: PassResult) => void;
}

/** Pass after pass, until it is stopped; then another agent may deliver there. */
export async function followRemote(following: Following): Promise<void> {
  const { agent, alarm, clock, everyMilliseconds, random, signal, tell } = following;
  let failures = 0;
  try {
    while (!signal.aborted) {
      const result = await agent.pass();
      tell(result);
      failures = result.outcome === "failed" ? failures + 1 : 0;
      const untilNextMilliseconds = nextMoment(result) - clock.now().getTime();
      await alarm.wait(nextWait({ everyMilliseconds, failures, random: random(), untilNextMilliseconds }), signal);
    }
  } finally {
    await agent.close();
  }
}

/** When something is known to come due, again or for the first time: Unix milliseconds, infinite where nothing is. */
function nextMoment({ due }: PassResult): number {
  const comes = due === null ? [] : [due.next, ...due.resting];
  return Math.min(...comes.map((change) => (change === null ? Infinity : Date.parse(change.at))));
}
