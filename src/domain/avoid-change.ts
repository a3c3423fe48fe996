import { isDeepStrictEqual } from "node:util";

/** A provider that is avoided from now on, until another time, or no longer. */
export interface AvoidChange {
  readonly provider: string;
  /** UTC, ISO 8601; null where it is asked again. */
  readonly until: string | null;
}

type Avoided = Readonly<{ avoid: ReadonlyMap<string, unknown> }>;

/** What differs between the avoided providers of two states, in the order in which they are named first. */
export function avoidChanges({ avoid: before }: Avoided, { avoid: after }: Avoided): AvoidChange[] {
  const providers = [...new Set([...before.keys(), ...after.keys()])];
  return providers.flatMap((provider) => {
    const [was, is] = [before.get(provider), after.get(provider)];
    return isDeepStrictEqual(was, is) ? [] : [{ provider, until: untilOf(is) }];
  });
}

/** The end of an avoidance as it is written in a file; null for what has none. */
export function untilOf(avoidance: unknown): string | null {
  const until = typeof avoidance === "object" && avoidance !== null && "until" in avoidance ? avoidance.until : null;
  return typeof until === "string" ? until : null;
}

/** The text of `Profile-Avoid`: `openai until 2026-01-02T14:00:00Z, azure no longer`. */
export function printAvoidChanges(changes: readonly AvoidChange[]): string {
  return changes
    .map(({ provider, until }) => `${provider} ${until === null ? "no longer" : `until ${until}`}`)
    .join(", ");
}

/** Which providers a request or a commit avoids, or no longer; none where it is about something else. */
export function avoidChangesOf({ "Profile-Avoid": text }: { readonly "Profile-Avoid"?: string }): AvoidChange[] {
  return (text ?? "").split(", ").flatMap((entry) => {
    const [, provider, until = null] = /^(\S+) (?:until (\S+)|no longer)$/.exec(entry) ?? [];
    return provider === undefined ? [] : [{ provider, until }];
  });
}
