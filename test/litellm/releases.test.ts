import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { releasesWithFacts } from "../../src/litellm/release-facts.ts";
import { defaultRelease, releases } from "./releases.ts";

const root = join(import.meta.dirname, "../..");
const locks = ["src/local-proxy/locks", "test/litellm/locks"].map((folder) => join(root, folder));

describe("the releases that are tested", () => {
  test("are those with facts", () => {
    expect([...releases]).toEqual(releasesWithFacts());
    expect(releases).toContain(defaultRelease);
  });

  test("are those of the continuous integration", () => {
    const workflow = readFileSync(join(root, ".github/workflows/ci.yml"), "utf8");
    const matrix = /release: (\[.*\])/.exec(workflow)?.[1] ?? "[]";
    expect(JSON.parse(matrix)).toEqual(releases);
  });

  test.each(releases)("%s has one complete lock with hashes, and no address in it", (release) => {
    const [path = "", ...others] = locks
      .map((folder) => join(folder, `litellm-${release}.txt`))
      .filter((each) => existsSync(each));
    expect(others).toEqual([]);
    const entries = readFileSync(path, "utf8")
      .split(/\n(?=\S)/)
      .filter((entry) => !entry.startsWith("#"));
    const unhashed = entries.filter((entry) => !/^[\w.-]+==\S+( ; [^\n]*)? \\\n {4}--hash=sha256:/.test(entry));
    expect(unhashed).toEqual([]);
    expect(entries.some((entry) => entry.startsWith(`litellm==${release} `))).toBe(true);
    expect(entries.join("\n")).not.toMatch(/:\/\/|index-url|find-links/);
  });
});
