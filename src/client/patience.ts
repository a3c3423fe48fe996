import { AbortedError, TimeoutError, UnreachableError, LiteLLMClientError } from "./errors.ts";

/** Ends a call when its time is over, or when its caller gives up. */
export interface Patience {
  readonly signal: AbortSignal;
  /** Begins the time anew: something has arrived. */
  renew(): void;
  /** Nobody waits any more. */
  end(): void;
  /** What an error of the call means. */
  explain(error: unknown): LiteLLMClientError;
}

/** `milliseconds` is how long to wait for each sign of life. */
export function openPatience(milliseconds: number, caller: AbortSignal | undefined): Patience {
  const controller = new AbortController();
  let isOver = false;
  const giveUp = () => controller.abort();
  const start = () =>
    setTimeout(() => {
      isOver = true;
      controller.abort();
    }, milliseconds);
  let timer = start();
  if (caller?.aborted === true) controller.abort();
  caller?.addEventListener("abort", giveUp);
  return {
    signal: controller.signal,
    renew() {
      clearTimeout(timer);
      timer = start();
    },
    end() {
      clearTimeout(timer);
      caller?.removeEventListener("abort", giveUp);
    },
    explain(error) {
      if (error instanceof LiteLLMClientError) return error;
      if (isOver) return new TimeoutError(`The proxy did not answer within ${milliseconds} ms`, { cause: error });
      if (caller?.aborted === true) return new AbortedError("The call was given up", { cause: caller.reason });
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      const why = cause instanceof Error ? cause.message : String(cause);
      return new UnreachableError(`The proxy cannot be reached: ${why}`, { cause: error });
    },
  };
}
