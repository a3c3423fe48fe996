import type { DeliveryResult } from "../../domain/delivery-result.ts";
import type { Output } from "../output.ts";

/** What was delivered, now or before, and its proof. */
export async function printDelivery(result: DeliveryResult, format: string): Promise<Output> {
  const stdout =
    format === "json"
      ? (await import("../../report/proof-json.ts")).formatProofJson(result)
      : (await import("../../report/delivery-text.ts")).formatDeliveryText(result);
  return { stdout, exitCode: result.proof.outcome === "unproven" ? 1 : 0 };
}
