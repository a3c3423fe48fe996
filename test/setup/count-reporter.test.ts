import { spawnSync } from "node:child_process";
import { readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../temporary-folder.ts";

const root = join(import.meta.dirname, "../..");

/** Runs a project's tests with the repository's reporter; the counts that it wrote, or null where it wrote none. */
async function count(body: string): Promise<unknown> {
  const folder = await temporaryFolder();
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  await writeFile(join(folder, "a.test.ts"), `import { beforeAll, describe, test } from "vitest";\n${body}\n`);
  const counts = join(folder, "counts.json");
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const args = [vitest, "run", "--root", folder, "--reporter", join(root, "test/setup/count-reporter.ts")];
  spawnSync(process.execPath, args, { cwd: folder, env: { PATH: process.env["PATH"], TEST_COUNTS: counts } });
  return JSON.parse(await readFile(counts, "utf8").catch(() => "null"));
}

test.each([
  { name: "tests that pass", body: 'test("a", () => {})', counts: { passed: 1, failed: 0, skipped: [] } },
  {
    name: "a test that fails and one that is skipped",
    body: 'test("a", () => { throw new Error() }); describe("d", () => { test.skip("b", () => {}) })',
    counts: { passed: 0, failed: 1, skipped: ["a.test.ts > d > b"] },
  },
  {
    name: "a file that does not import",
    body: 'import "./missing.ts"; test("a", () => {})',
    counts: { passed: 0, failed: 1, skipped: [] },
  },
  {
    name: "a hook that throws",
    body: 'beforeAll(() => { throw new Error() }); test("a", () => {})',
    counts: { passed: 0, failed: 1, skipped: ["a.test.ts > a"] },
  },
  {
    name: "a stray error",
    body: 'test("a", async () => { setTimeout(() => { throw new Error() }); await new Promise((r) => setTimeout(r, 50)) })',
    counts: { passed: 1, failed: 1, skipped: [] },
  },
])("counts $name", async ({ body, counts }) => {
  expect(await count(body)).toEqual(counts);
});
