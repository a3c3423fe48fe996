import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readWorkTree } from "../../../src/adapters/files/read-work-tree.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

async function makeProject() {
  const root = await temporaryFolder();
  await mkdir(join(root, "profiles/old"), { recursive: true });
  await writeFile(join(root, "profiles/premium.yaml"), "tasks: {}\n");
  await writeFile(join(root, "profiles/old/a.yaml"), "é\n");
  await writeFile(join(root, "litellm-profiles.yaml"), "version: 1\n");
  return root;
}

describe("the work tree", () => {
  test("is read at and below the paths", async () => {
    const read = readWorkTree(await makeProject());
    expect([...(await read(["litellm-profiles.yaml", "profiles"]))]).toEqual([
      ["litellm-profiles.yaml", "version: 1\n"],
      ["profiles/old/a.yaml", "é\n"],
      ["profiles/premium.yaml", "tasks: {}\n"],
    ]);
  });

  test("leaves out what does not exist", async () => {
    const root = await makeProject();
    await symlink("nowhere", join(root, "profiles/dangling.yaml"));
    const read = readWorkTree(root);
    expect([...(await read(["environments", "profiles/premium.yaml/deeper", "profiles/dangling.yaml"]))]).toEqual([]);
  });

  test("passes on what cannot be read", async () => {
    const root = await makeProject();
    await symlink("loop", join(root, "loop"));
    await expect(readWorkTree(root)(["loop"])).rejects.toMatchObject({ code: "ELOOP" });
  });
});
