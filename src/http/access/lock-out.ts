import type { Clock } from "../../ports/clock.ts";

/** Keeps those out for a while who try tokens. */
export interface LockOut {
  /** Seconds for which the address stays out; 0 where it may try. */
  secondsLeft(address: string): number;
  /** It brought a token that lets nobody in. */
  failed(address: string): void;
  /** It brought a good one. */
  succeeded(address: string): void;
}

interface Attempts {
  count: number;
  /** When they are forgotten, as the clock's `elapsed`. */
  until: number;
}

const mostAttempts = 10;
const windowMilliseconds = 60_000;
const lockedMilliseconds = 15 * 60_000;
const mostAddresses = 10_000;

/** After 10 wrong tokens within a minute an address is kept out for a quarter of an hour, whatever it brings. */
export function openLockOut(clock: Pick<Clock, "elapsed">): LockOut {
  const addresses = new Map<string, Attempts>();

  function current(address: string): Attempts | undefined {
    const attempts = addresses.get(address);
    if (attempts !== undefined && attempts.until <= clock.elapsed()) addresses.delete(address);
    return addresses.get(address);
  }

  return {
    secondsLeft(address) {
      const attempts = current(address);
      if (attempts === undefined || attempts.count < mostAttempts) return 0;
      return Math.ceil((attempts.until - clock.elapsed()) / 1000);
    },
    failed(address) {
      const attempts = current(address) ?? { count: 0, until: clock.elapsed() + windowMilliseconds };
      attempts.count += 1;
      if (attempts.count >= mostAttempts) attempts.until = clock.elapsed() + lockedMilliseconds;
      addresses.set(address, attempts);
      const [oldest] = addresses.keys();
      if (addresses.size > mostAddresses && oldest !== undefined) addresses.delete(oldest);
    },
    succeeded(address) {
      if (this.secondsLeft(address) === 0) addresses.delete(address);
    },
  };
}
