import type { ImportResult } from "../domain/import-result.ts";

export function importJson(result: ImportResult): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}
