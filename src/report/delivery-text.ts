import type { DeliveryResult } from "../domain/delivery-result.ts";
import type { Proof } from "../domain/proof.ts";
import { printable } from "./printable.ts";
import { proofText } from "./proof-text.ts";

/** What was delivered, or lies delivered, and its proof, for a terminal. */
export function formatDeliveryText(result: DeliveryResult): string {
  const { environment, profile, commit, path, proof, push, warnings, way_back, pull_request, revert } = result;
  const head = `\`${profile}\` of \`${environment}\`, commit ${commit.slice(0, 12)}`;
  const where =
    proof.outcome === "not asked"
      ? `Not delivered: ${head}, which was not proven when it was tried; what was proven last lies at \`${path}\``
      : `Delivered: ${head}, to \`${path}\``;
  const pushed = push?.pushed === true ? `Pushed to \`${printable(push.remote)}\`\n` : "";
  const lines = [
    ...(pull_request === null ? [] : [`Pull request ${pull_request} says so`]),
    ...(way_back === null ? [] : [backLine(way_back)]),
    ...(revert === null ? [] : [`Pull request ${revert.number}, ${revert.action}: ${revert.title}`]),
  ];
  const told = lines.map((line) => `${printable(line)}\n`).join("");
  const warned = warnings.map((warning) => `Warning: ${printable(warning)}\n`).join("");
  const proven = proof.outcome === "not asked" ? "" : proofText(proof);
  return `${printable(where)}\n${proven}${told}${pushed}${warned}`;
}

function backLine({ outcome }: Proof): string {
  return `The config before is back${outcome === "proven" ? ", proven live" : ", and not proven either"}`;
}
