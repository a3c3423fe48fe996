import { avoidChangesOf, printAvoidChanges } from "./avoid-change.ts";
import { Failure } from "./failure.ts";
import type { SwitchTrailers } from "./revision.ts";

/** A profile for one task alone. */
export interface WantedOverride {
  readonly task: string;
  readonly profile: string;
}

/** What a request asks for single tasks, from its `Profile-Overrides`; null where it is about something else. */
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

/** Whether a request is about what the whole environment has in force, not about single tasks or providers. */
export function isWhole(request: SwitchTrailers): boolean {
  return overridesOf(request) === null && providersOf(request) === null;
}

/** The providers that a request is about alone; null where it is about something else. */
function providersOf(request: SwitchTrailers): readonly string[] | null {
  const providers = avoidChangesOf(request).map(({ provider }) => provider);
  return providers.length === 0 || request["Profile-From"] !== request["Profile-To"] ? null : providers;
}

const sameKeys = [
  "Profile-To",
  "Profile-Overrides",
  "Profile-Avoid",
  "Profile-Clears",
  "Profile-At",
  "Profile-Reverts",
  "Profile-By",
] as const;

/**
 * What one environment's pull request is for when another request joins those that stand. One for other tasks, or for another provider, is added;
 * one for the same tasks or provider replaces the asker's own, and somebody else's only with `replace`. Throws `request-taken`, with
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
  const [avoided, others] = [providersOf(a), providersOf(b)];
  if (avoided !== null || others !== null) return avoided?.some((provider) => others?.includes(provider)) === true;
  const [mine, theirs] = [scopeOf(a), scopeOf(b)];
  return mine === null || theirs === null || mine.some(({ task }) => theirs.some((other) => other.task === task));
}

/** What is left of a request. A switch of the whole environment stays beside one of single tasks, which overrides it. */
function without(request: SwitchTrailers, asked: SwitchTrailers): SwitchTrailers[] {
  const avoided = providersOf(asked);
  if (avoided !== null) return withoutProviders(request, avoided);
  const [mine, theirs] = [scopeOf(request), scopeOf(asked)];
  if (theirs === null) return [];
  if (mine === null) return [request];
  const left = mine.filter(({ task }) => theirs.every((other) => other.task !== task));
  return left.length === 0 ? [] : [{ ...request, "Profile-Overrides": printOverrides(left) }];
}

function withoutProviders(request: SwitchTrailers, providers: readonly string[]): SwitchTrailers[] {
  const left = avoidChangesOf(request).filter(({ provider }) => !providers.includes(provider));
  return left.length === 0 ? [] : [{ ...request, "Profile-Avoid": printAvoidChanges(left) }];
}

function refuse(taken: SwitchTrailers): Failure {
  return new Failure(
    "request-taken",
    `${taken["Profile-By"]} has asked to ${wishOf(taken)} already`,
    "Talk to them, or take its place by `--replace`",
  );
}

function wishOf(request: SwitchTrailers): string {
  const place = `environment \`${request["Profile-Environment"]}\``;
  if (isWhole(request)) return `switch ${place} to \`${request["Profile-To"]}\``;
  const overrides = overridesOf(request) ?? [];
  const wishes = [
    ...overrides.map(({ task, profile }) => `switch \`${task}\` to \`${profile}\``),
    ...avoidChangesOf(request).map(({ provider, until }) =>
      until === null ? `ask \`${provider}\` again` : `avoid \`${provider}\``,
    ),
  ];
  return `${wishes.join(" and ")} in ${place}`;
}
