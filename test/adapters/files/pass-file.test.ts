import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openPassFile } from "../../../src/adapters/files/pass-file.ts";
import { passLogContract, somePass } from "../../contracts/pass-log-contract.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

describe("the file of the last pass", () => {
  passLogContract({ open: async () => openPassFile({ home: join(await temporaryFolder(), ".litellm-profiles") }) });

  test("lies in a folder that git ignores", async () => {
    const home = join(await temporaryFolder(), ".litellm-profiles");
    await openPassFile({ home }).write(somePass);
    expect(await readFile(join(home, ".gitignore"), "utf8")).toBe("*\n");
    expect(JSON.parse(await readFile(join(home, "default/agent.json"), "utf8"))).toEqual(somePass);
  });

  test.for(["", "{", "null", `{"version": 2, "conditions": []}`, `{"version": 1}`])(
    "tells nothing where it is not to be read: %o",
    async (text) => {
      const home = await temporaryFolder();
      await mkdir(join(home, "default"));
      await writeFile(join(home, "default/agent.json"), text);
      expect(await openPassFile({ home }).read("default")).toBeUndefined();
    },
  );

  test("says where it cannot be written", async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "home"), "a file");
    await expect(openPassFile({ home: join(folder, "home") }).write(somePass)).rejects.toMatchObject({
      code: "target-not-writable",
      hint: "See to its folder, or to the room on its disk; nothing else depends on it",
    });
  });
});
