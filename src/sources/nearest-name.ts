import leven from "leven";

/** The legal name that a mistyped one most probably means; undefined where none is near. */
export function nearestName(wrong: string, legal: Iterable<string>): string | undefined {
  return nearestNames(wrong, legal)[0];
}

/** The legal names that a mistyped one may mean, the nearest first. */
export function nearestNames(wrong: string, legal: Iterable<string>): string[] {
  return [...legal]
    .map((name) => ({ name, distance: leven(wrong.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= Math.max(1, Math.round(Math.max(wrong.length, name.length) / 3)))
    .toSorted((a, b) => a.distance - b.distance)
    .map(({ name }) => name);
}

/** A hint that names the nearest legal name, else all of them. */
export function nameHint(wrong: string, legal: Iterable<string>, kind: string): string {
  const names = [...legal];
  const nearest = nearestName(wrong, names);
  if (nearest !== undefined) return `Did you mean \`${nearest}\`?`;
  return names.length === 0
    ? `There are no ${kind}`
    : `The ${kind} are ${names.map((name) => `\`${name}\``).join(", ")}`;
}
