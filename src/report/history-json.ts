import type { Revision } from "../domain/revision.ts";

/** The history as JSON, newest first; the form is a contract. */
export function formatHistoryJson(history: readonly Revision[]): string {
  return `${JSON.stringify({ version: 1, revisions: history }, null, 2)}\n`;
}
