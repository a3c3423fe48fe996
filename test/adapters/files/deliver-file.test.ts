import { spawnSync } from "node:child_process";
import { mkdir, readdir, readFile, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openDelivery } from "../../../src/adapters/files/deliver-file.ts";
import { deliveryContract } from "../../contracts/delivery-contract.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const untracked = async () => false;

async function openAnywhere(isTracked: (path: string) => Promise<boolean> = untracked) {
  const path = join(await temporaryFolder(), "litellm_config.yaml");
  return openDelivery({ path, isTracked });
}

async function openAtHome() {
  const home = join(await temporaryFolder(), ".litellm-profiles");
  return {
    home,
    delivery: openDelivery({ home, path: join(home, "default/litellm_config.yaml"), isTracked: untracked }),
  };
}

describe("a delivery to a file", () => {
  deliveryContract({
    open: () => openAnywhere(),
    openRefusing: async () => ({ delivery: await openAnywhere(async () => true), code: "not-deliverable" }),
  });

  describe("in the project's own folder", () => {
    deliveryContract({
      open: async () => (await openAtHome()).delivery,
      async openRefusing() {
        const { home, delivery } = await openAtHome();
        await writeFile(home, "");
        return { delivery, code: "target-not-writable" };
      },
    });

    test("makes the folder, which ignores itself", async () => {
      const { home, delivery } = await openAtHome();
      await delivery.deliver("a: 1\n");
      expect(await readFile(join(home, ".gitignore"), "utf8")).toBe("*\n");
    });

    test("refuses a folder that leads elsewhere", async () => {
      const { home, delivery } = await openAtHome();
      const elsewhere = await temporaryFolder();
      await mkdir(home);
      await symlink(elsewhere, join(home, "default"));
      await expect(delivery.deliver("a: 1\n")).rejects.toMatchObject({
        code: "not-deliverable",
        message: `Folder \`${join(home, "default")}\` leads elsewhere, to \`${elsewhere}\``,
      });
      expect(await readdir(elsewhere)).toEqual([]);
    });
  });

  test("keeps the last 10 versions beside the file", async () => {
    const delivery = await openAnywhere();
    for (let version = 1; version <= 12; version += 1) await delivery.deliver(`version: ${version}\n`);
    const versions = `${delivery.path}.versions`;
    const names = (await readdir(versions)).toSorted();
    expect(names).toHaveLength(10);
    expect(names[0]).toBe("000003.yaml");
    expect(await readFile(join(versions, "000012.yaml"), "utf8")).toBe("version: 12\n");
  });

  test("identifies the very file: device, inode and time of change in nanoseconds", async () => {
    const delivery = await openAnywhere();
    const { identity } = await delivery.deliver("a: 1\n");
    const { dev, ino, mtimeNs } = await stat(delivery.path, { bigint: true });
    expect(identity).toBe(`${dev}:${ino}:${mtimeNs}`);
    await utimes(delivery.path, 1, 1);
    expect((await delivery.current())?.file.identity).not.toBe(identity);
  });

  test("leaves nothing but the file and its versions, also of a delivery that was killed", async () => {
    const delivery = await openAnywhere();
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    await writeFile(`${delivery.path}.litellm-profiles-new.${pid}@${hostname()}@0a1b2c3d`, "half");
    await writeFile(`${delivery.path}.20260102`, "a person's own");
    await delivery.deliver("a: 1\n");
    expect((await readdir(join(delivery.path, ".."))).toSorted()).toEqual([
      "litellm_config.yaml",
      "litellm_config.yaml.20260102",
      "litellm_config.yaml.versions",
    ]);
  });

  test.for([
    { kind: "a directory", make: (path: string) => mkdir(path) },
    { kind: "a symbolic link", make: (path: string) => symlink("/dev/null", path) },
  ])("refuses $kind", async ({ kind, make }) => {
    const delivery = await openAnywhere();
    await make(delivery.path);
    await expect(delivery.deliver("a: 1\n")).rejects.toMatchObject({
      code: "not-deliverable",
      message: `\`${delivery.path}\` is ${kind}`,
    });
  });

  test("refuses what is no regular file", async () => {
    const delivery = openDelivery({ path: "/dev/null", isTracked: untracked });
    await expect(delivery.check()).rejects.toMatchObject({
      code: "not-deliverable",
      message: "`/dev/null` is no regular file",
    });
  });

  test("names the missing folder of a target", async () => {
    const folder = join(await temporaryFolder(), "missing");
    const delivery = openDelivery({ path: join(folder, "litellm_config.yaml"), isTracked: untracked });
    await expect(delivery.deliver("a: 1\n")).rejects.toMatchObject({
      code: "target-not-writable",
      message: `\`${delivery.path}\` cannot be written (ENOENT)`,
      hint: `Make the folder \`${folder}\`, or correct \`deliver.to\``,
    });
  });

  test("asks about the real path whether git tracks it", async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, "real"));
    await symlink(join(folder, "real"), join(folder, "link"));
    const asked: string[] = [];
    const path = join(folder, "link/litellm_config.yaml");
    const delivery = openDelivery({ path, isTracked: async (real) => asked.push(real) === 0 });
    await delivery.check();
    expect(asked).toEqual([join(folder, "real/litellm_config.yaml")]);
  });

  test("lets a broken promise of the caller through", async () => {
    const delivery = await openAnywhere(() => Promise.reject(new Error("a defect")));
    await expect(delivery.deliver("a: 1\n")).rejects.toThrow("a defect");
  });
});
