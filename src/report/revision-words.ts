import type { Revision } from "../domain/revision.ts";

/** `premium → balanced`, tasks that got a profile of their own, or lost it, and providers that are avoided, or no longer. */
export function changeWords({ from, to, overrides, avoid }: Revision): string {
  const beside = [
    ...overrides.map((change) => `${change.task}: ${change.from ?? to} → ${change.to ?? to}`),
    ...avoid.map(({ provider, until }) => (until === null ? `asks ${provider} again` : `avoids ${provider}`)),
  ];
  const active = from === to && beside.length > 0 ? to : `${from ?? "(new)"} → ${to}`;
  return [active, ...beside].join(", ");
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
