import { isJsonArray, isJsonObject } from "../../domain/json.ts";
import type { Json } from "../../domain/json.ts";
import type { Finding } from "../../domain/finding.ts";

/** Findings that are accepted as they are: how many of each file, code and message. Lines may move. */
interface Accepted {
  readonly file: string;
  readonly code: string;
  readonly message: string;
  readonly count: number;
}

export type Baseline = readonly Accepted[];

/** Today's findings as the text of a baseline file: sorted, without lines, so that a diff shows what was fixed. */
export function writeBaseline(findings: readonly Finding[]): string {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(keyOf(finding), (counts.get(keyOf(finding)) ?? 0) + 1);
  const accepted = [...counts]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, count]) => ({ ...fieldsOf(key), count }));
  return `${JSON.stringify({ version: 1, findings: accepted }, null, 2)}\n`;
}

/** Reads a baseline file; undefined where the text is none that this version knows. */
export function readBaseline(text: string): Baseline | undefined {
  const value = parseJson(text);
  if (!isJsonObject(value) || value["version"] !== 1 || !isJsonArray(value["findings"])) return undefined;
  const entries = value["findings"].map(readAccepted);
  return entries.every((entry) => entry !== undefined) ? entries : undefined;
}

/** The findings that the baseline does not accept: where there are more of a kind than accepted, the last ones. */
export function beyondBaseline(findings: readonly Finding[], baseline: Baseline): Finding[] {
  const left = new Map<string, number>();
  for (const accepted of baseline) left.set(keyOf(accepted), (left.get(keyOf(accepted)) ?? 0) + accepted.count);
  return findings.filter((finding) => {
    const count = left.get(keyOf(finding)) ?? 0;
    left.set(keyOf(finding), count - 1);
    return count <= 0;
  });
}

type Fields = Pick<Finding, "file" | "code" | "message">;

function keyOf({ file, code, message }: Fields): string {
  return JSON.stringify([file, code, message]);
}

function fieldsOf(key: string): Fields {
  const [file, code, message]: [string, string, string] = JSON.parse(key);
  return { file, code, message };
}

function parseJson(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

function readAccepted(entry: Json): Accepted | undefined {
  if (!isJsonObject(entry)) return undefined;
  const { file, code, message, count } = entry;
  if (typeof file !== "string" || typeof code !== "string" || typeof message !== "string") return undefined;
  return typeof count === "number" && Number.isInteger(count) && count > 0 ? { file, code, message, count } : undefined;
}
