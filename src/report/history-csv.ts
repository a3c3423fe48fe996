import { printAvoidChanges } from "../domain/avoid-change.ts";
import type { Person, Revision } from "../domain/revision.ts";
import { csvLine } from "./csv-line.ts";

const columns: readonly (readonly [name: string, value: (revision: Revision) => string])[] = [
  ["at", ({ at }) => at],
  ["commit", ({ commit }) => commit],
  ["environment", ({ environment }) => environment],
  ["from", ({ from }) => from ?? ""],
  ["to", ({ to }) => to],
  ["overrides", overridesOf],
  ["author", ({ author }) => printPerson(author)],
  ["committer", ({ committer }) => printPerson(committer)],
  ["by", ({ by }) => by ?? ""],
  ["reason", ({ reason }) => reason ?? ""],
  ["approvers", ({ approvers }) => (approvers ?? []).join("; ")],
  ["pull_request", ({ pull_request }) => (pull_request === null ? "" : String(pull_request))],
  ["proof", ({ proof }) => proof],
  ["subject", ({ subject }) => subject],
  ["avoid", ({ avoid }) => printAvoidChanges(avoid)],
];

/** The history as CSV (RFC 4180, UTF-8), newest first; names and order of the columns are a contract, further ones may follow. */
export function formatHistoryCsv(history: readonly Revision[]): string {
  const lines = [
    columns.map(([name]) => name),
    ...history.map((revision) => columns.map(([, value]) => value(revision))),
  ];
  return lines.map(csvLine).join("");
}

/** Tasks with the profile that answers them after. */
function overridesOf({ overrides, to }: Revision): string {
  return overrides.map((change) => `${change.task}=${change.to ?? to}`).join(" ");
}

function printPerson({ name, email }: Person): string {
  return `${name} <${email}>`;
}
