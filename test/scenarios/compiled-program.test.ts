import { execFile } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../temporary-folder.ts";

const root = join(import.meta.dirname, "../..");
const sound = { stdout: "No problems in 9 files\n", stderr: "" };

describe("the command line that V8 compiled at build time", () => {
  test.each(["command-line", "reading-line"])("is what the program runs: %s", async (name) => {
    const script = `
      const { readFileSync } = require("node:fs");
      const code = readFileSync("${name}.js");
      const cachedData = readFileSync("${name}.compiled").subarray(code.length);
      console.log(new (require("node:vm").Script)(code.toString("latin1"), { cachedData }).cachedDataRejected);`;
    const { stdout } = await promisify(execFile)(process.execPath, ["-e", script], { cwd: join(root, "dist") });
    expect(stdout).toBe("false\n");
  });

  test("works in a package that was moved, and writes nothing into it", async () => {
    const moved = await movePackage();
    const before = listOf(moved);
    expect(await validate(moved)).toEqual(sound);
    expect(listOf(moved)).toEqual(before);
  });

  test("is not needed", async () => {
    const moved = await movePackage();
    await rm(join(moved, "dist/reading-line.compiled"));
    const before = listOf(moved);
    expect(await validate(moved)).toEqual(sound);
    expect(listOf(moved)).toEqual(before);
  });

  test.each([
    ["another release of V8", (compiled: Buffer, start: number) => compiled.fill(0x5a, start + 4, start + 8)],
    ["other flags of V8", (compiled: Buffer, start: number) => compiled.fill(0x5a, start + 12, start + 16)],
    ["a file that is cut in half", (compiled: Buffer, start: number) => compiled.subarray(0, start + 50_000)],
    ["an empty file", () => Buffer.alloc(0)],
  ])("is passed over where it is of %s", async (_, damage) => {
    const moved = await movePackage();
    const compiled = join(moved, "dist/reading-line.compiled");
    const { length } = await readFile(join(moved, "dist/reading-line.js"));
    await writeFile(compiled, damage(await readFile(compiled), length));
    expect(await validate(moved)).toEqual(sound);
  });

  test("is passed over where the code was edited since, be it by one letter", async () => {
    const moved = await movePackage();
    const file = join(moved, "dist/reading-line.js");
    await writeFile(file, (await readFile(file, "latin1")).replace("No problems", "No Problems"), "latin1");
    expect(await validate(moved)).toEqual({ ...sound, stdout: "No Problems in 9 files\n" });
  });

  test("is the smaller one for a command that only reads, whatever else is named", async () => {
    const moved = await movePackage();
    await rm(join(moved, "dist/command-line.js"));
    expect(await validate(moved)).toEqual(sound);
    await expect(validate(moved, "switch", "status")).rejects.toMatchObject({
      stderr: expect.stringContaining("Error no-such-file: There is no `switch`"),
    });
    await expect(run(moved, "status")).rejects.toMatchObject({ stderr: expect.stringContaining("command-line.js") });
  });
});

/** The package as a registry would bring it. */
async function movePackage(): Promise<string> {
  const folder = await temporaryFolder();
  await cp(join(root, "dist"), join(folder, "dist"), { recursive: true });
  await cp(join(root, "package.json"), join(folder, "package.json"));
  return folder;
}

function validate(folder: string, ...words: string[]): Promise<{ stdout: string; stderr: string }> {
  return run(folder, "validate", ...words);
}

async function run(folder: string, ...words: string[]): Promise<{ stdout: string; stderr: string }> {
  const program = [join(folder, "dist/cli.js"), ...words];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, program, { cwd: root });
  return { stdout, stderr };
}

/** Paths with size and time of change. */
function listOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => ({ path, status: statSync(join(folder, path)) }))
    .map(({ path, status }) => `${path} ${status.size} ${status.mtimeMs}`)
    .toSorted();
}
