import { expect, test } from "vitest";
import type { ProofNote, ProofOutcome } from "../../src/domain/revision.ts";
import { findLastProven } from "../../src/operations/find-last-proven.ts";
import { MemoryStore } from "../fakes/memory-store.ts";

const environment = { name: "default", output: "litellm_config.yaml" };
/** SHA-256 of the texts, as `sha256sum` prints them. */
const digests = {
  one: "2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806",
  two: "27dd8ed44a83ff94d557f9fd0412ed5a8cbca69ea04922d88c01184a07300a5a",
};

function note(digest: keyof typeof digests, day: number, outcome: ProofOutcome = "proven"): ProofNote {
  const at = `2026-01-0${day}T00:00:00.000Z`;
  return { v: 1, environment: "default", output_sha256: digests[digest], outcome, at, by: "Ada", workers: 1 };
}

test("the config that was proven last is found by its note, wherever that is", async () => {
  const store = new MemoryStore({ "litellm_config.yaml": "one\n" });
  const first = store.tip;
  const find = (text: string) => findLastProven(store, { environment, text });
  expect(await find("three\n")).toBeUndefined();
  await store.addNote(first, note("one", 1));
  expect(await find("three\n")).toBe("one\n");
  const second = await store.makeCommit([first], { "litellm_config.yaml": "two\n" }, "Two");
  await store.addNote(second, note("two", 2));
  expect(await find("three\n")).toBe("two\n");
  expect(await find("two\n")).toBe("one\n");
  await store.addNote("f".repeat(40), { ...note("one", 5), output_sha256: "0".repeat(64) });
  await store.addNote(first, note("two", 3));
  await store.addNote(first, { ...note("one", 4), environment: "staging" });
  await store.addNote(first, note("one", 3, "unproven"));
  expect(await find("three\n")).toBe("two\n");
});

test("what was put in force by break glass counts once it is merged", async () => {
  const store = new MemoryStore({ "litellm_config.yaml": "one\n" });
  const first = store.tip;
  await store.addNote(first, note("one", 1));
  const trailers = [
    "Profile-Environment: default",
    "Profile-From: one",
    "Profile-To: two",
    "Profile-Until: 2026-01-02T12:00:00Z",
    "Profile-By: Ada <ada@example.com>",
    `Profile-Output: ${digests.two}`,
  ];
  const message = `break-glass: Switch default from one to two\n\n${trailers.join("\n")}\n`;
  const glass = await store.makeCommit([first], { "litellm_config.yaml": "two\n" }, message);
  await store.addNote(glass, note("two", 2));
  const find = () => findLastProven(store, { environment, text: "three\n" });
  const main = await store.makeCommit([first], { "README.md": "second\n" }, "Beside");
  await store.moveBranch(main);
  expect(await find()).toBe("one\n");
  await store.moveBranch(await store.makeCommit([main, glass], { "litellm_config.yaml": "two\n" }, "Merge"));
  expect(await find()).toBe("two\n");
});
