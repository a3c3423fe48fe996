import { expect, test } from "vitest";
import { parseProofNotes, printProofNote } from "../../src/domain/proof-note.ts";
import type { ProofNote } from "../../src/domain/revision.ts";

const note: ProofNote = {
  v: 1,
  environment: "default",
  output_sha256: "ab",
  outcome: "reverted",
  at: "2026-01-02T03:04:05.678Z",
  by: "ada",
  workers: 2,
};

test("what is printed is read", () => {
  expect(parseProofNotes(`${printProofNote(note)}\n`)).toEqual([note]);
});

test.for([
  { what: "no moment", at: "yesterday" },
  { what: "empty", at: "" },
  { what: "a day that no month has", at: "2026-01-32T03:04:05.678Z" },
  { what: "a moment that sorts by another shape", at: "2026-01-02T03:04:05+01:00" },
  { what: "a year after which no date comes", at: "+275760-09-13T00:00:00.000Z" },
  { what: "no text", at: 5 },
])("a note is none whose moment is $what", ({ at }) => {
  expect(parseProofNotes(`${JSON.stringify({ ...note, at })}\n${JSON.stringify(note)}\n`)).toEqual([note]);
});
