import { expect, test } from "vitest";
import { addNote, openNotesReader } from "../../../src/adapters/git/proof-notes.ts";
import { openRepository } from "../../../src/adapters/git/repository.ts";
import type { ProofNote } from "../../../src/domain/revision.ts";
import { git, makeRepository, variables } from "./git-repository.ts";

const note: ProofNote = {
  v: 1,
  environment: "default",
  output_sha256: "0".repeat(64),
  outcome: "proven",
  workers: 2,
  at: "2026-01-01T00:00:00.000Z",
  by: "Ada",
};

/** Of commits of this repository or of none: a note may be older than a shallow clone. */
const first = `aa${"0".repeat(38)}`;
const second = `bb${"0".repeat(38)}`;
const third = `cc${"0".repeat(38)}`;

async function stage() {
  const folder = makeRepository({ "a.txt": "a\n" });
  const repository = await openRepository(folder, variables);
  for (const commit of [first, second]) await addNote(repository, commit, note);
  const asked: string[] = [];
  const objects = {
    read: async (names: readonly string[]) => {
      asked.push(...names);
      return repository.objects.read(names);
    },
  };
  return { folder, repository, asked, read: openNotesReader({ ...repository, objects }) };
}

const ref = "refs/notes/litellm-profiles";

test("notes that nobody touched are not read again", async () => {
  const { asked, read } = await stage();
  const before = await read();
  asked.length = 0;
  expect(await read()).toBe(before);
  expect(asked).toEqual([ref]);
});

test("of notes that were added to, the new ones alone are read", async () => {
  const { folder, repository, asked, read } = await stage();
  await read();
  asked.length = 0;
  await addNote(repository, third, { ...note, workers: 3 });
  expect((await read()).get(third)).toEqual([{ ...note, workers: 3 }]);
  const idOf = (name: string) => git(folder, ["rev-parse", name]).trim();
  const added = idOf(`${ref}:cc/${third.slice(2)}`);
  expect(asked).toEqual([ref, `${idOf(ref)}^{tree}`, idOf(`${ref}:cc`), added]);
});

test("notes that somebody removed are gone", async () => {
  const { folder, read } = await stage();
  expect([...(await read()).keys()]).toEqual([first, second]);
  git(folder, ["update-ref", "-d", ref]);
  expect(await read()).toEqual(new Map());
});
