import { describe, expect, test } from "vitest";
import { findPython } from "../../src/local-proxy/find-python.ts";
import { fakePrograms, pythonOf } from "./fake-programs.ts";

const found: { name: string; programs: Record<string, string>; command: string; hasPip: boolean }[] = [
  { name: "the usual name", programs: { python3: pythonOf("3 11") }, command: "python3", hasPip: true },
  {
    name: "a newer one beside one that is too old",
    programs: { python3: pythonOf("3 9"), "python3.12": pythonOf("3 12") },
    command: "python3.12",
    hasPip: true,
  },
  {
    name: "`python` where that is the only name",
    programs: { python: pythonOf("3 10") },
    command: "python",
    hasPip: true,
  },
  {
    name: "one with pip before one without",
    programs: { python3: pythonOf("3 11", "None"), "python3.10": pythonOf("3 10") },
    command: "python3.10",
    hasPip: true,
  },
  {
    name: "one without pip where there is no other",
    programs: { python3: pythonOf("3 13", "None") },
    command: "python3",
    hasPip: false,
  },
  {
    name: "the next one where a version manager's stub fails",
    programs: { "python3.13": "echo not installed >&2; exit 127", "python3.11": pythonOf("3 11") },
    command: "python3.11",
    hasPip: true,
  },
];

const missing = [
  { name: "no Python at all", programs: {}, message: "No Python from 3.10 to 3.14 is on the path" },
  {
    name: "only old ones",
    programs: { python3: pythonOf("3 9"), python: pythonOf("2 7", "None") },
    message: "No Python from 3.10 to 3.14 is on the path: `python3` is 3.9, `python` is 2.7",
  },
  {
    name: "one that is too new",
    programs: { python3: pythonOf("3 15") },
    message: "No Python from 3.10 to 3.14 is on the path: `python3` is 3.15",
  },
];

describe("findPython", () => {
  test.each(found)("takes $name", async ({ programs, command, hasPip }) => {
    const { env } = await fakePrograms(programs);
    expect(await findPython(env)).toEqual({ command, hasPip });
  });

  test.each(missing)("says what is missing: $name", async ({ programs, message }) => {
    const { env } = await fakePrograms(programs);
    await expect(findPython(env)).rejects.toMatchObject({ code: "python-missing", message });
  });
});
