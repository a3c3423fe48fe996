import { isDeepStrictEqual } from "node:util";
import { comeDue, type Moments } from "../domain/due-change.ts";
import type { LoggedCommit } from "../ports/store.ts";
import { momentsIn } from "./let-pass.ts";

/**
 * The moments that a change of an environment's file let pass, from its texts alone, whatever its message says: by `at`,
 * a moment like them, it made of what has a time what those moments make of it.
 */
export function momentsPassed(
  { before, after }: Pick<LoggedCommit["changes"][number], "before" | "after">,
  at: string,
): string[] {
  const [old, now] = [before, after].map((text) => (text === null ? undefined : momentsIn(text)));
  if (old === undefined || now === undefined) return [];
  const passed = momentsOf(old)
    .filter((moment) => moment <= at)
    .map((last) => comeDue(old, (moment) => moment <= last))
    .find((come) => isDeepStrictEqual(come.after, now));
  return passed?.changes.map((change) => change.at) ?? [];
}

function momentsOf({ until, scheduled, avoid }: Moments): string[] {
  const ends = [...avoid.values()].map((each) => each.until);
  return [until?.at, scheduled?.at, scheduled?.until, ...ends].filter((moment) => moment !== undefined);
}
