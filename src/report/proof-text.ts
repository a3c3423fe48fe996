import type { Doubt, Proof, ProofStrength } from "../domain/proof.ts";
import type { RoutingDifference } from "../domain/routing.ts";
import { printable } from "./printable.ts";

const strengthWords: Readonly<Record<ProofStrength, string>> = {
  identity: "for this very file",
  content: "by content",
  aliases: "by aliases alone",
};

/** How many differences of one worker are shown; the rest is counted. */
const shown = 5;

/** A proof for a terminal: what was proven, or each doubt with what differs. */
export function proofText(proof: Proof): string {
  if (proof.outcome === "not configured") return "Proof: not configured (the environment names no `proxies`)\n";
  if (proof.outcome === "not asked") return "Proof: not asked for (nothing was delivered)\n";
  return proof.outcome === "proven"
    ? lines([provenLine(proof), ...exceptLines(proof.except), ...proof.caveats])
    : lines([`Not proven after ${proof.milliseconds} ms:`, ...proof.doubts.flatMap(doubtLines)]);
}

function provenLine({ workers, strength, milliseconds }: Proof & { outcome: "proven" }): string {
  return `Proven live in ${workersWords(workers)}, ${strengthWords[strength]}, in ${milliseconds} ms`;
}

function workersWords(workers: number): string {
  return workers === 1 ? "1 worker" : `${workers} workers`;
}

function exceptLines(except: readonly string[]): string[] {
  return except.length === 0 ? [] : [`Live except what waits for a restart: ${except.join(", ")}`];
}

function doubtLines({ proxy, worker, seen, differences }: Doubt): string[] {
  const doubter =
    worker === undefined && seen.includes(proxy) ? "" : `${proxy}${worker === undefined ? "" : ` worker ${worker}`}: `;
  const more = differences.length > shown ? [`    and ${differences.length - shown} more`] : [];
  return [
    `  ${doubter}${seen}`,
    ...differences.slice(0, shown).map((difference) => `    ${differenceWords(difference)}`),
    ...more,
  ];
}

function differenceWords({ kind, name, expected, actual }: RoutingDifference): string {
  if (kind === "id") return `Deployment \`${name}\` is ${actual === undefined ? "missing" : "left over"}`;
  const what = kind === "alias" ? "Alias" : "Fallback of";
  return `${what} \`${name}\` is ${quoted(actual)}, not ${quoted(expected)}`;
}

function quoted(value: string | undefined): string {
  return value === undefined ? "missing" : `\`${value}\``;
}

function lines(texts: readonly string[]): string {
  return `${texts.map(printable).join("\n")}\n`;
}
