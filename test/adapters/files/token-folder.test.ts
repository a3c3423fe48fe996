import { chmod, mkdir, readdir, readFile, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openTokenFolder } from "../../../src/adapters/files/token-folder.ts";
import { systemClock } from "../../../src/adapters/system-clock.ts";
import { storedToken, tokenStoreContract } from "../../contracts/token-store-contract.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

async function openFolder() {
  const home = join(await temporaryFolder(), ".litellm-profiles");
  return { home, tokens: openTokenFolder({ home, clock: systemClock }) };
}

describe("tokens in a folder", () => {
  tokenStoreContract({
    open: async () => {
      const { home, tokens } = await openFolder();
      return { first: tokens, second: openTokenFolder({ home, clock: systemClock }) };
    },
  });

  test("are for their owner only, and never in git", async () => {
    const { home, tokens } = await openFolder();
    await tokens.add(storedToken());
    expect((await stat(join(home, "tokens"))).mode & 0o777).toBe(0o700);
    expect((await stat(join(home, "tokens/0a1b2c3d.json"))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(home, ".gitignore"), "utf8")).toBe("*\n");
    expect(await readdir(join(home, "tokens"))).toEqual(["0a1b2c3d.json"]);
  });

  test("are read once while their folder stays as it is", async () => {
    const { home, tokens } = await openFolder();
    await tokens.add(storedToken());
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(join(home, "tokens"), longAgo, longAgo);
    const found = await tokens.list();
    expect(await tokens.list()).toBe(found);
    await tokens.remove("0a1b2c3d");
    expect(await tokens.list()).toEqual([]);
  });

  test.for([
    ["broken", "{"],
    ["of another version", JSON.stringify({ ...storedToken(), v: 2 })],
    ["without a hash", JSON.stringify({ ...storedToken(), sha256: "" })],
    ["of an unknown role", JSON.stringify({ ...storedToken(), role: "root" })],
    ["no object", "null"],
    ["without a name", JSON.stringify({ ...storedToken(), name: 5 })],
    ["with an odd end", JSON.stringify({ ...storedToken(), expires_at: 5 })],
  ])("let nobody in where the file is %s", async ([, text]) => {
    const { home, tokens } = await openFolder();
    await mkdir(join(home, "tokens"), { recursive: true });
    await writeFile(join(home, "tokens/0a1b2c3d.json"), text ?? "");
    await writeFile(join(home, "tokens/notes.txt"), "not a token");
    expect(await tokens.list()).toEqual([]);
  });

  test("are refused where they cannot be written", async () => {
    const { home, tokens } = await openFolder();
    await mkdir(home);
    await writeFile(join(home, "tokens"), "a file where the folder should be");
    await expect(tokens.add(storedToken())).rejects.toMatchObject({ code: "target-not-writable" });
    await chmod(home, 0o700);
  });
});
