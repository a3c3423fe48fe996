import type { Finding } from "../domain/finding.ts";
import { findingsText, type FindingsTextOptions } from "./findings-text.ts";
import { printable } from "./printable.ts";

/** A name and where it stands. */
interface PlacedName {
  readonly name: string;
  readonly place: { readonly file: string; readonly line: number; readonly column: number };
}

/** What another release makes of the same files. */
export interface UpgradeDifference {
  readonly from: string;
  readonly to: string;
  readonly added: readonly Finding[];
  readonly gone: readonly Finding[];
  readonly models: readonly PlacedName[];
  readonly keysGained: readonly PlacedName[];
  readonly keysLost: readonly PlacedName[];
}

/** The difference for people: new findings with their lines, the rest as lists. */
export function upgradeText(difference: UpgradeDifference, options: FindingsTextOptions): string {
  const { from, to, added, gone, models, keysGained, keysLost } = difference;
  const lists = [
    list(
      "No longer found",
      gone.map((finding) => ({ name: finding.message, place: finding })),
    ),
    list("Models that leave LiteLLM's map", models),
    list("Keys that it reads then", keysGained),
    list("Keys that it reads no more", keysLost),
  ];
  const isSame = added.length === 0 && lists.every((lines) => lines === "");
  const head = `LiteLLM ${from} → ${to}${isSame ? ": no difference" : ""}\n`;
  const found = added.length === 0 ? "" : `\nNew findings\n\n${findingsText(added, options)}`;
  return [head, found, ...lists].join("");
}

function list(title: string, names: readonly PlacedName[]): string {
  if (names.length === 0) return "";
  const lines = names.map(({ name, place }) => `  ${place.file}:${place.line}:${place.column} ${name}`);
  return `\n${title}\n${lines.map((line) => `${printable(line)}\n`).join("")}`;
}
