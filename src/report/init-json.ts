import type { InitResult } from "../domain/init-result.ts";

export function initJson(result: InitResult): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}
