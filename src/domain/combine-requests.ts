import { Failure } from "./failure.ts";
import type { SwitchTrailers } from "./revision.ts";

/** A profile for one task alone. */
export interface WantedOverride {
  readonly task: string;
  readonly profile: string;
}

/** What a request asks for single tasks, from its `Profile-Overrides`; null where it is about the whole environment. */
export function overridesOf({ "Profile-Overrides": overrides }: SwitchTrailers): readonly WantedOverride[] | null {
  if (overrides === undefined) return null;
  return overrides.split(", ").map((entry) => {
    const [task = "", profile = ""] = entry.split("=");
    return { task, profile };
  });
}

/** The text of `Profile-Overrides`. */
export function printOverrides(overrides: readonly WantedOverride[]): string {
  return overrides.map(({ task, profile }) => `${task}=${profile}`).join(", ");
}

/** What a request ends: `overrides`, `scheduled`. */
export function clearsOf({ "Profile-Clears": clears }: SwitchTrailers): readonly string[] {
  return clears?.split(", ") ?? [];
}

const sameKeys = [
  "Profile-To",
  "Profile-Overrides",
  "Profile-Clears",
  "Profile-At",
  "Profile-Reverts",
  "Profile-By",
] as const;

/**
 * What one environment's pull request is for when another request joins those that stand. One for other tasks is added;
 * one for the same tasks replaces the asker's own, and somebody else's only with `replace`. Throws `request-taken`, with
 * the name of whoever asked first.
 */
export function combineRequests(
  standing: readonly SwitchTrailers[],
  asked: SwitchTrailers,
  { replace }: { readonly replace: boolean },
): SwitchTrailers[] {
  const inTheWay = standing.filter((request) => overlaps(request, asked));
  const taken = inTheWay.find((request) => request["Profile-By"] !== asked["Profile-By"]);
  if (taken !== undefined && !replace) throw refuse(taken);
  const kept = standing.flatMap((request) => (inTheWay.includes(request) ? without(request, asked) : [request]));
  return [...kept, withReason(asked, inTheWay)];
}

/** Asked for again without a reason, the one that was given before stands. */
function withReason(asked: SwitchTrailers, before: readonly SwitchTrailers[]): SwitchTrailers {
  const same = before.find((request) => sameKeys.every((key) => request[key] === asked[key]));
  const reason = asked["Profile-Reason"] ?? same?.["Profile-Reason"];
  return reason === undefined ? asked : { ...asked, "Profile-Reason": reason };
}

/** The overrides that a request is about alone; null where it is about every task, as one that ends overrides is. */
function scopeOf(request: SwitchTrailers): readonly WantedOverride[] | null {
  return clearsOf(request).includes("overrides") ? null : overridesOf(request);
}

function overlaps(a: SwitchTrailers, b: SwitchTrailers): boolean {
  const [mine, theirs] = [scopeOf(a), scopeOf(b)];
  return mine === null || theirs === null || mine.some(({ task }) => theirs.some((other) => other.task === task));
}

/** What is left of a request. A switch of the whole environment stays beside one of single tasks, which overrides it. */
function without(request: SwitchTrailers, asked: SwitchTrailers): SwitchTrailers[] {
  const [mine, theirs] = [scopeOf(request), scopeOf(asked)];
  if (theirs === null) return [];
  if (mine === null) return [request];
  const left = mine.filter(({ task }) => theirs.every((other) => other.task !== task));
  return left.length === 0 ? [] : [{ ...request, "Profile-Overrides": printOverrides(left) }];
}

function refuse(taken: SwitchTrailers): Failure {
  const { "Profile-Environment": environment, "Profile-To": to, "Profile-By": by } = taken;
  const overrides = overridesOf(taken);
  const what =
    overrides === null
      ? `switch environment \`${environment}\` to \`${to}\``
      : `${overrides.map(({ task, profile }) => `switch \`${task}\` to \`${profile}\``).join(" and ")} in environment \`${environment}\``;
  return new Failure(
    "request-taken",
    `${by} has asked to ${what} already`,
    "Talk to them, or take its place by `--replace`",
  );
}
