import type { Revision } from "../domain/revision.ts";
import { must } from "../domain/must.ts";
import { alignColumns } from "./align-columns.ts";
import { printable } from "./printable.ts";
import { approverWords, changeWords, timeWords, whoWords } from "./revision-words.ts";

/**
 * The history for a terminal, newest first: a line for each switch, and further ones for its reason and for who approved
 * it. Names and reasons come from anybody's commits.
 */
export function formatHistoryText(history: readonly Revision[]): string {
  if (history.length === 0) return "No switch yet\n";
  const rows = alignColumns(history.map(toRow));
  const lines = history.flatMap((revision, index) => [
    must(rows[index], "The row of a switch"),
    ...(revision.reason === null ? [] : [`    ${printable(revision.reason)}`]),
    ...(revision.approvers === null ? [] : [`    approved by ${printable(approverWords(revision))}`]),
  ]);
  return `${lines.join("\n")}\n`;
}

function toRow(revision: Revision): string[] {
  const { commit, environment, proof, pull_request } = revision;
  return [
    timeWords(revision),
    commit.slice(0, 10),
    environment,
    changeWords(revision),
    proof === "unknown" ? "" : proof,
    whoWords(revision),
    pull_request === null ? "" : `#${pull_request}`,
  ].map(printable);
}
