import { setTimeout as sleep } from "node:timers/promises";
import { Failure } from "../domain/failure.ts";

/** How long to wait, and what ends the waiting. */
export interface Patience {
  readonly seconds: number;
  readonly signal: AbortSignal;
}

/** Waits until the LiteLLM at `url` takes requests: half a minute on an idle machine. Throws `proxy-unreachable`. */
export async function waitUntilReady(url: string, { seconds, signal }: Patience): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!(await isReady(url, signal))) {
    if (performance.now() > end) throw notReady(url, seconds);
    await sleep(200, undefined, { signal });
  }
}

async function isReady(url: string, signal: AbortSignal): Promise<boolean> {
  try {
    const { status } = await fetch(`${url}/health/readiness`, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(5000)]),
    });
    return status === 200;
  } catch {
    return false;
  }
}

function notReady(url: string, seconds: number): Failure {
  return new Failure(
    "proxy-unreachable",
    `LiteLLM did not take requests on \`${url}\` within ${seconds} s`,
    "Look into its log, and start again when the machine is less busy",
  );
}
