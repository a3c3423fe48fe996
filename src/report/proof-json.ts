import type { DeliveryResult } from "../domain/delivery-result.ts";

/** What was delivered or verified, with its proof; the JSON form is a contract. */
export function formatProofJson(result: DeliveryResult): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}
