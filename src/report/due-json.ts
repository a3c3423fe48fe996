import type { DueResult } from "../domain/due-result.ts";

/** What came due, for programs. */
export function formatDueJson(result: DueResult): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}
