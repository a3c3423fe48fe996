import type { Revision } from "../domain/revision.ts";

/** `premium → balanced`, and tasks that got a profile of their own, or lost it. */
export function changeWords({ from, to, overrides }: Revision): string {
  const active = from === to && overrides.length > 0 ? to : `${from ?? "(new)"} → ${to}`;
  return [active, ...overrides.map((change) => `${change.task}: ${change.from ?? to} → ${change.to ?? to}`)].join(", ");
}

/** `2026-01-02 03:04Z` */
export function timeWords({ at }: Revision): string {
  return `${at.slice(0, 16).replace("T", " ")}Z`;
}

/** Who asked for it, without an address. */
export function whoWords({ by, author }: Revision): string {
  return withoutAddress(by ?? author.name);
}

/** `Ada, Bob`; nothing where nobody is known to have approved it. */
export function approverWords({ approvers }: Revision): string {
  return (approvers ?? []).map(withoutAddress).join(", ");
}

function withoutAddress(person: string): string {
  return person.replace(/ <[^<>]*>$/, "");
}
