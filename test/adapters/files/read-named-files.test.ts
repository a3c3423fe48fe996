import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readNamedFiles, readPlainFiles } from "../../../src/adapters/files/read-named-files.ts";

const files = ["a.yaml", "b.yml", "c.txt", "deep/d.yaml", "deep/[e].yaml", ".hidden/f.yaml", "node_modules/p/g.yaml"];
let root = "";

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "litellm-profiles-"));
  for (const file of files) {
    await mkdir(join(root, file, ".."), { recursive: true });
    await writeFile(join(root, file), `text of ${file}`);
  }
  await symlink("..", join(root, "deep/loop"));
  await mkdir(join(root, "none"));
});

afterAll(() => rm(root, { recursive: true, force: true }));

async function read(names: readonly string[], isWanted = (_text: string) => true) {
  const standardInput = Readable.from(["typed"]);
  return [...(await readNamedFiles(names, { root, standardInput, standardInputName: "in.yaml", isWanted })).entries()];
}

describe("files that a user names", () => {
  test.for([
    { names: ["./a.yaml", "a.yaml"], paths: ["./a.yaml", "a.yaml"] },
    { names: ["c.txt"], paths: ["c.txt"] },
    { names: ["."], paths: ["a.yaml", "b.yml", "deep/[e].yaml", "deep/d.yaml"] },
    { names: ["deep/[e].yaml"], paths: ["deep/[e].yaml"] },
    { names: ["**/*.yaml"], paths: ["a.yaml", "deep/[e].yaml", "deep/d.yaml"] },
    { names: ["deep/?.yaml", "deep"], paths: ["deep/d.yaml", "deep/[e].yaml"] },
  ])("$names", async ({ names, paths }) => {
    expect((await read(names)).map(([path]) => path)).toEqual(paths);
  });

  test("an endless stream is given up, and a huge file not read", async () => {
    const chunk = Buffer.alloc(1_000_000, "a");
    const endless = Readable.from(
      (function* () {
        for (;;) yield chunk;
      })(),
    );
    const place = { root, standardInput: endless, standardInputName: "in.yaml", isWanted: () => true };
    await expect(readNamedFiles(["-"], place)).rejects.toMatchObject({ code: "file-unreadable" });
    await writeFile(join(root, "huge.txt"), Buffer.alloc(25_000_001, "a"));
    await expect(read(["huge.txt"])).rejects.toMatchObject({ message: "`huge.txt` is larger than 25 MB" });
    await rm(join(root, "huge.txt"));
  });

  test("standard input has the name that it is given", async () => {
    expect(await read(["-"])).toEqual([["in.yaml", "typed"]]);
  });

  test("of a folder only what is wanted", async () => {
    expect(await read(["."], (text) => text.endsWith("d.yaml"))).toEqual([["deep/d.yaml", "text of deep/d.yaml"]]);
  });

  test.for([
    { names: ["gone.yaml"], code: "no-such-file" },
    { names: ["a.yaml/b.yaml"], code: "no-such-file" },
    { names: ["gone/*.yaml"], code: "no-such-file" },
    { names: ["*.toml"], code: "no-such-file" },
    { names: ["none"], code: "no-config" },
    { names: ["a\u0000b"], code: "file-unreadable" },
  ])("$names is refused: $code", async ({ names, code }) => {
    await expect(read(names)).rejects.toMatchObject({ code });
  });

  test("a folder without a config is refused", async () => {
    await expect(read(["deep"], () => false)).rejects.toThrow("Folder `deep` holds no LiteLLM config");
  });

  test.skipIf(process.getuid?.() === 0)("what may not be read is refused", async () => {
    await chmod(join(root, "c.txt"), 0);
    await expect(read(["c.txt"])).rejects.toMatchObject({ code: "file-unreadable" });
    await chmod(join(root, "c.txt"), 0o644);
  });
});

test("plain files are read from anywhere; what is none is left out", async () => {
  const outside = join(root, "b.yml");
  const found = await readPlainFiles(join(root, "deep"))(["d.yaml", outside, "gone.yaml", "loop", "/dev/null"]);
  expect([...found.keys()]).toEqual(["d.yaml", outside]);
});
