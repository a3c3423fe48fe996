import type { SwitchTrailers } from "./revision.ts";

const trailer = /^[ \t]*Profile-(Environment|From|To|Overrides|Reason|By): (.*)$/;

/**
 * Message of a switch's commit: heading and trailers. Every value is brought onto one line, so that none can pass for a
 * trailer. `heading` replaces the subject, and may bring a body.
 */
export function printSwitchMessage(trailers: SwitchTrailers, heading = subjectOf(trailers)): string {
  const lines = [
    ["Environment", trailers["Profile-Environment"]],
    ["From", trailers["Profile-From"]],
    ["To", trailers["Profile-To"]],
    ["Overrides", trailers["Profile-Overrides"] ?? ""],
    ["Reason", trailers["Profile-Reason"] ?? ""],
    ["By", trailers["Profile-By"]],
  ].map(([key, value = ""]) => [key, toOneLine(value)]);
  const printed = lines.filter(([, value]) => value !== "").map(([key, value]) => `Profile-${key}: ${value}\n`);
  return `${heading}\n\n${printed.join("")}`;
}

/**
 * Every switch that a message tells of, in its order: one for a switch's own commit, several for a squash, where they
 * stand in the middle, indented or not. Of a key that is repeated the first counts.
 */
export function parseSwitchMessage(message: string): SwitchTrailers[] {
  const blocks: Partial<Record<string, string>>[] = [];
  for (const line of message.split(/\r?\n/)) {
    const [, key, value] = trailer.exec(line) ?? [];
    if (key === undefined || value === undefined) continue;
    if (key === "Environment") blocks.push({});
    const block = blocks.at(-1);
    if (block !== undefined) block[key] ??= toOneLine(value);
  }
  return blocks.map(toTrailers).filter((trailers) => trailers !== undefined);
}

function toTrailers({
  Environment,
  From,
  To,
  Overrides,
  Reason,
  By,
}: Partial<Record<string, string>>): SwitchTrailers | undefined {
  if (Environment === undefined || From === undefined || To === undefined || By === undefined) return undefined;
  return {
    "Profile-Environment": Environment,
    "Profile-From": From,
    "Profile-To": To,
    ...(Overrides !== undefined && { "Profile-Overrides": Overrides }),
    ...(Reason !== undefined && { "Profile-Reason": Reason }),
    "Profile-By": By,
  };
}

function subjectOf(trailers: SwitchTrailers): string {
  const [environment, from, to] = [
    trailers["Profile-Environment"],
    trailers["Profile-From"],
    trailers["Profile-To"],
  ].map(toOneLine);
  return `Switch ${environment} from ${from} to ${to}`;
}

/** Line breaks of any kind, other control characters and runs of blanks become one blank. */
function toOneLine(text: string): string {
  return text.replaceAll(/[\s\p{Cc}]+/gu, " ").trim();
}
