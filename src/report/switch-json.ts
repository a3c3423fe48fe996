import type { SwitchResult } from "../domain/switch-result.ts";

/** The result itself; its JSON form is a contract. */
export function formatSwitchJson(result: SwitchResult): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}
