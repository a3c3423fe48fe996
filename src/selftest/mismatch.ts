import { isDeepStrictEqual } from "node:util";

/** A check saw something else than it has to see. */
export class Mismatch extends Error {
  override readonly name = "Mismatch";
}

/** Throws where what is seen is not what is due. `what` is a noun: "The status". */
export function requireSame(what: string, seen: unknown, due: unknown): void {
  if (isDeepStrictEqual(seen, due)) return;
  throw new Mismatch(`${what} is ${JSON.stringify(seen)}, not ${JSON.stringify(due)}`);
}

/** Throws unless it holds. `message` says what is so otherwise, one sentence. */
export function requireThat(holds: boolean, message: string): asserts holds {
  if (!holds) throw new Mismatch(message);
}

/** What an earlier check has seen; throws where that one failed. */
export function needed<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Mismatch(`${what} is not known, as an earlier check failed`);
  return value;
}
