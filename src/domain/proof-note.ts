import type { ProofNote, ProofOutcome } from "./revision.ts";

const outcomes: ReadonlySet<unknown> = new Set<ProofOutcome>(["proven", "unproven", "reverted"]);
const momentShape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** One line of JSON, keys in a fixed order. */
export function printProofNote({ v, environment, output_sha256, outcome, at, by, workers }: ProofNote): string {
  return JSON.stringify({ v, environment, output_sha256, outcome, at, by, workers });
}

/** The proof notes in the text of a git note, oldest first. Lines that are none, also of a later version, are skipped. */
export function parseProofNotes(text: string): ProofNote[] {
  return text
    .split("\n")
    .map(parseLine)
    .filter((note) => note !== undefined)
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function parseLine(line: string): ProofNote | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isProofNote(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isProofNote(value: unknown): value is ProofNote {
  if (typeof value !== "object" || value === null) return false;
  const note: Partial<Record<string, unknown>> = { ...value };
  const texts = [note.environment, note.output_sha256, note.by];
  return (
    note.v === 1 &&
    texts.every((text) => typeof text === "string") &&
    isMoment(note.at) &&
    outcomes.has(note.outcome) &&
    typeof note.workers === "number"
  );
}

/** Whoever may push to the remote can write a note: its moment is sorted by, and counted on from. */
function isMoment(value: unknown): boolean {
  return typeof value === "string" && momentShape.test(value) && !Number.isNaN(Date.parse(value));
}
