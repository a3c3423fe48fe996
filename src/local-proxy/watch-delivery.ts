import { setTimeout as sleep } from "node:timers/promises";
import type { Expectation } from "../domain/proof.ts";
import { readConfig } from "../litellm/read-config.ts";
import { routingOf } from "../litellm/routing-of.ts";
import type { Delivery } from "../ports/delivery.ts";

/** How often to look, and until when. */
export interface Watch {
  readonly everyMilliseconds: number;
  readonly signal: AbortSignal;
}

/** What proxies are to have in force: first what lies there now, then each later delivery. Ends with the signal. */
export async function* watchDelivery(
  delivery: Pick<Delivery, "current">,
  { everyMilliseconds, signal }: Watch,
): AsyncGenerator<Expectation> {
  let identity: string | undefined;
  for (;;) {
    const current = await delivery.current();
    if (current !== undefined && current.file.identity !== identity) {
      identity = current.file.identity;
      yield { file: current.file, routing: routingOf(readConfig(current.text).config ?? {}) };
    }
    await sleep(everyMilliseconds, undefined, { signal });
  }
}
