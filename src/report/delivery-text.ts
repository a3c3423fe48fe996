import type { DeliveryResult } from "../domain/delivery-result.ts";
import { printable } from "./printable.ts";
import { proofText } from "./proof-text.ts";

/** What was delivered, or lies delivered, and its proof, for a terminal. */
export function formatDeliveryText(result: DeliveryResult): string {
  const { environment, profile, commit, path, proof, push, warnings } = result;
  const head = `Delivered: \`${profile}\` of \`${environment}\`, commit ${commit.slice(0, 12)}, to \`${path}\``;
  const pushed = push?.pushed === true ? `Pushed to \`${printable(push.remote)}\`\n` : "";
  return `${printable(head)}\n${proofText(proof)}${pushed}${warnings.map((warning) => `Warning: ${printable(warning)}\n`).join("")}`;
}
