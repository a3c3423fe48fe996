import type { Status } from "../domain/status.ts";

/** The status itself; its JSON form is a contract. */
export function formatStatusJson(status: Status): string {
  return `${JSON.stringify(status, null, 2)}\n`;
}
