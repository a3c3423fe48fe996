import type { SwitchTrailers } from "./revision.ts";

type Key = keyof SwitchTrailers;

/** In the order in which they are printed. */
const keys: readonly Key[] = [
  "Profile-Environment",
  "Profile-From",
  "Profile-To",
  "Profile-Overrides",
  "Profile-Clears",
  "Profile-Avoid",
  "Profile-At",
  "Profile-Until",
  "Profile-Due",
  "Profile-Reverts",
  "Profile-Unproven",
  "Profile-Reason",
  "Profile-By",
  "Profile-Output",
  "Profile-Tree",
];

const trailer = /^[ \t]*(Profile-[A-Z][a-z]+): (.*)$/;

/**
 * Message of a switch's commit: heading and trailers. `heading` replaces the subject, and may bring a body.
 */
export function printSwitchMessage(trailers: SwitchTrailers, heading = printSubject(trailers)): string {
  return `${heading}\n\n${printTrailers(trailers)}`;
}

/** One a line. Every value is brought onto one line, so that none can pass for a trailer. */
export function printTrailers(trailers: SwitchTrailers): string {
  const lines = keys.map((key) => [key, toOneLine(trailers[key] ?? "")] as const);
  return lines
    .filter(([, value]) => value !== "")
    .map(([key, value]) => `${key}: ${value}\n`)
    .join("");
}

/**
 * Every switch that a message tells of, in its order: one for a switch's own commit, several for a squash, where they
 * stand in the middle, indented or not. Of a key that is repeated the first counts.
 */
export function parseSwitchMessage(message: string): SwitchTrailers[] {
  const blocks: Partial<Record<Key, string>>[] = [];
  for (const line of message.split(/\r?\n/)) {
    const [, name, value] = trailer.exec(line) ?? [];
    const key = keys.find((each) => each === name);
    if (key === undefined || value === undefined) continue;
    if (key === "Profile-Environment") blocks.push({});
    const block = blocks.at(-1);
    if (block !== undefined) block[key] ??= toOneLine(value);
  }
  return blocks.filter(isComplete);
}

function isComplete(block: Partial<Record<Key, string>>): block is SwitchTrailers {
  const { "Profile-From": from, "Profile-To": to, "Profile-By": by } = block;
  return from !== undefined && to !== undefined && by !== undefined;
}

/** The first line of a switch's message, where nothing else is said. */
function printSubject(trailers: SwitchTrailers): string {
  const [environment, from, to] = [
    trailers["Profile-Environment"],
    trailers["Profile-From"],
    trailers["Profile-To"],
  ].map(toOneLine);
  return `Switch ${environment} from ${from} to ${to}`;
}

/** Line breaks of any kind, other control characters and runs of blanks become one blank. */
export function toOneLine(text: string): string {
  return text.replaceAll(/[\s\p{Cc}]+/gu, " ").trim();
}
