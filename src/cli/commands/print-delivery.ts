import type { DeliveryResult } from "../../domain/delivery-result.ts";
import { formatDeliveryText } from "../../report/delivery-text.ts";
import { formatProofJson } from "../../report/proof-json.ts";
import type { Output } from "../output.ts";

/** What was delivered, now or before, and its proof. */
export function printDelivery(result: DeliveryResult, format: string): Output {
  const stdout = format === "json" ? formatProofJson(result) : formatDeliveryText(result);
  const isDone = result.proof.outcome !== "unproven" && result.push?.pushed !== false;
  return { stdout, exitCode: isDone ? 0 : 1 };
}
