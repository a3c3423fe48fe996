import type { Revision } from "../domain/revision.ts";
import { must } from "../domain/must.ts";
import { alignColumns } from "./align-columns.ts";
import { printable } from "./printable.ts";

/**
 * The history for a terminal, newest first: a line for each switch, and a second one for its reason. Names and reasons
 * come from anybody's commits.
 */
export function formatHistoryText(history: readonly Revision[]): string {
  if (history.length === 0) return "No switch yet\n";
  const rows = alignColumns(history.map(toRow));
  const lines = history.flatMap(({ reason }, index) => [
    must(rows[index], "The row of a switch"),
    ...(reason === null ? [] : [`    ${printable(reason)}`]),
  ]);
  return `${lines.join("\n")}\n`;
}

/** `premium → balanced`, and tasks that got a profile of their own, or lost it. */
function changeWords({ from, to, overrides }: Revision): string {
  const active = from === to && overrides.length > 0 ? to : `${from ?? "(new)"} → ${to}`;
  return [active, ...overrides.map((change) => `${change.task}: ${change.from ?? to} → ${change.to ?? to}`)].join(", ");
}

function toRow(revision: Revision): string[] {
  const { at, commit, environment, proof, by, author, pull_request } = revision;
  return [
    `${at.slice(0, 16).replace("T", " ")}Z`,
    commit.slice(0, 10),
    environment,
    changeWords(revision),
    proof === "unknown" ? "" : proof,
    (by ?? author.name).replace(/ <[^<>]*>$/, ""),
    pull_request === null ? "" : `#${pull_request}`,
  ].map(printable);
}
