import type { PassResult } from "../domain/pass.ts";

/** A pass for programs: one line. */
export function formatPassJson(result: PassResult): string {
  return `${JSON.stringify(result)}\n`;
}
