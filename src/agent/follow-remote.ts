import type { PassResult } from "../domain/pass.ts";
import { nextWait } from "./next-wait.ts";
import type { Agent } from "./open-agent.ts";
import type { Alarm } from "./open-alarm.ts";

/** How a remote is followed. */
export interface Following {
  readonly agent: Agent;
  readonly alarm: Pick<Alarm, "wait">;
  readonly everyMilliseconds: number;
  /** From 0 to 1. */
  readonly random: () => number;
  /** After this no other pass begins; the one under way is finished. */
  readonly signal: AbortSignal;
  readonly tell: (result: PassResult) => void;
}

/** Pass after pass, until it is stopped; then another agent may deliver there. */
export async function followRemote(following: Following): Promise<void> {
  const { agent, alarm, everyMilliseconds, random, signal, tell } = following;
  let failures = 0;
  try {
    while (!signal.aborted) {
      const result = await agent.pass();
      tell(result);
      failures = result.outcome === "failed" ? failures + 1 : 0;
      await alarm.wait(nextWait({ everyMilliseconds, failures, random: random() }), signal);
    }
  } finally {
    await agent.close();
  }
}
