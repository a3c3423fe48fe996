/** One entry of LiteLLM's `fallbacks`: a name, and the groups to try when it fails. */
export type FallbackEntry = Readonly<Record<string, readonly string[]>>;

/**
 * What decides which deployment answers a name: the part of a config that a switch changes and a proof compares.
 * Values are in one canonical form: aliases as task → group (LiteLLM's long form reduced to its `model`),
 * fallbacks in file order, ids sorted.
 */
export interface Routing {
  readonly aliases: Readonly<Record<string, string>>;
  readonly fallbacks: readonly FallbackEntry[];
  /** Every `model_info.id` that stands in the file, sorted by code unit. */
  readonly ids: readonly string[];
}

/** One difference between two routings, in words that name the entry. */
export interface RoutingDifference {
  readonly kind: "alias" | "fallback" | "id";
  /** Alias, fallback key, or deployment id. */
  readonly name: string;
  /** What the first routing says; undefined where it has no such entry. */
  readonly expected?: string;
  /** What the second routing says; undefined where it has no such entry. */
  readonly actual?: string;
}

/** What differs between two routings; empty where they are equal. */
export function compareRouting(expected: Routing, actual: Routing): RoutingDifference[] {
  return [
    ...compareEntries("alias", expected.aliases, actual.aliases),
    ...compareEntries("fallback", fallbacksByName(expected), fallbacksByName(actual)),
    ...compareEntries("id", idsByName(expected), idsByName(actual)),
  ];
}

function compareEntries(
  kind: RoutingDifference["kind"],
  expected: Readonly<Record<string, string>>,
  actual: Readonly<Record<string, string>>,
): RoutingDifference[] {
  const names = [...new Set([...Object.keys(expected), ...Object.keys(actual)])].toSorted();
  return names.flatMap((name) => {
    const [wanted, seen] = [ownValue(expected, name), ownValue(actual, name)];
    if (wanted === seen) return [];
    return [
      { kind, name, ...(wanted !== undefined && { expected: wanted }), ...(seen !== undefined && { actual: seen }) },
    ];
  });
}

function ownValue(record: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** LiteLLM uses the first entry of a name, so a later one of the same name does not count. */
function fallbacksByName({ fallbacks }: Routing): Record<string, string> {
  const entries = fallbacks.flatMap((entry) => Object.entries(entry)).toReversed();
  return Object.fromEntries(entries.map(([name, targets]) => [name, targets.join(", ")]));
}

function idsByName({ ids }: Routing): Record<string, string> {
  return Object.fromEntries(ids.map((id) => [id, "present"]));
}
