import type { AvoidChange } from "../domain/avoid-change.ts";

/** `avoid openai`, `ask azure again`; nothing where no provider changes. */
export function avoidWords(changes: readonly AvoidChange[]): string[] {
  const avoided = changes.filter(({ until }) => until !== null);
  const asked = changes.filter(({ until }) => until === null);
  return [
    ...(avoided.length === 0 ? [] : [`avoid ${namesOf(avoided)}`]),
    ...(asked.length === 0 ? [] : [`ask ${namesOf(asked)} again`]),
  ];
}

/** `Avoid openai in production`; undefined where no provider changes. */
export function avoidTitle(changes: readonly AvoidChange[], environment: string): string | undefined {
  const words = avoidWords(changes).join(", ");
  return words === "" ? undefined : `${words.charAt(0).toUpperCase()}${words.slice(1)} in ${environment}`;
}

function namesOf(changes: readonly AvoidChange[]): string {
  return changes.map(({ provider }) => provider).join(", ");
}
