import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmod, mkdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { readStatus } from "../../src/operations/read-status.ts";
import { switchProfile } from "../../src/operations/switch-profile.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { configOf, litellm, startLiveProxy } from "./live-proxy.ts";
import { startLiveProject } from "./live-project.ts";

const nobody = 65_534;
const modulePath = join(import.meta.dirname, "../../src/hook/litellm_profiles_hook.py");
const readOnlyRoot = "mount -o remount,bind,ro /";

describe.skipIf("missing" in litellm)("in a container", () => {
  beforeEach((context) => {
    const { status } = spawnSync("unshare", ["--mount", "true"], { stdio: "ignore" });
    context.skip(status !== 0, "No mount namespace can be made here, so nothing is known of containers");
  });

  test("a file that is mounted alone is said to be so, and a switch is not taken for live", async () => {
    const mounted = join(await temporaryFolder(), "litellm_config.yaml");
    await writeFile(mounted, "");
    const to = await temporaryFolder();
    const { world, proxy } = await startLiveProject({
      environment: `deliver: {to: ${to}/litellm_config.yaml, prove_within: 1s, when_unproven: hold}`,
      delivered: join(to, "litellm_config.yaml"),
      configPath: mounted,
      confined: { script: `mount --bind ${to}/litellm_config.yaml ${mounted}`, uid: 0 },
    });
    await proxy.until(([worker]) => worker?.state === "applied");
    const reads = /reads a single mounted file, .* mount its folder \(Kubernetes without `subPath`/;
    expect(await readStatus(world, "default")).toMatchObject({
      layers: { live: { profile: "premium", proof: { outcome: "proven" } } },
      warnings: [expect.stringMatching(reads)],
    });
    expect(await switchProfile(world, { environment: "default", profile: "balanced" })).toMatchObject({
      outcome: "held",
      proof: { doubts: [{ seen: expect.stringContaining("its config is a single mounted file") }] },
    });
    expect(await proxy.ask("synthesis")).toMatchObject({ text: "from premium" });
  });

  test("a ConfigMap's volume is followed, on a read-only root, by any user", async () => {
    const [volume, place] = [await openFolder(), await openFolder()];
    await publish(volume, 1, configOf({ aliases: "premium" }));
    await symlink("..data/litellm_config.yaml", join(volume, "litellm_config.yaml"));
    const script = `mount --bind ${volume} ${place}\nmount -o remount,bind,ro ${place}\n${readOnlyRoot}`;
    const configPath = join(place, "litellm_config.yaml");
    const proxy = await startLiveProxy("", { configPath, workers: 2, confined: { script, uid: nobody } });
    for (const pid of proxy.pids) {
      expect(await readFile(`/proc/${pid}/status`, "utf8")).toMatch(/^Uid:\t65534\t65534/m);
      expect(await readFile(`/proc/${pid}/mountinfo`, "utf8")).toMatch(/ \/ \/ ro,/);
    }
    for (const [number, aliases] of ["balanced", "premium", "balanced"].entries()) {
      await publish(volume, number + 2, configOf({ aliases }));
      await expectEvery(proxy.pids.length, async () => {
        const { workers, others } = await proxy.workersAnew();
        const [worker] = workers;
        expect({ others, count: workers.length }).toEqual({ others: "unknown", count: 1 });
        return worker?.routing?.aliases["task"] === aliases ? worker.pid : undefined;
      });
    }
    const module_sha256 = createHash("sha256")
      .update(await readFile(modulePath))
      .digest("hex");
    expect((await proxy.workers()).workers).toMatchObject([
      { state: "applied", single_file_mount: false, module_sha256 },
    ]);
    expect(await proxy.ask("task")).toMatchObject({ text: "from b1" });
  });
});

/** As the kubelet does it: a new folder, then one rename of the link that leads there. */
async function publish(volume: string, number: number, text: string): Promise<void> {
  const folder = `..2026_11_01_10_00_00.${number}`;
  await mkdir(join(volume, folder));
  await writeFile(join(volume, folder, "litellm_config.yaml"), text);
  await symlink(folder, join(volume, "..data_tmp"));
  await rename(join(volume, "..data_tmp"), join(volume, "..data"));
  await rm(join(volume, `..2026_11_01_10_00_00.${number - 1}`), { recursive: true, force: true });
}

async function openFolder(): Promise<string> {
  const folder = await temporaryFolder();
  await chmod(folder, 0o755);
  return folder;
}

/** Asks until as many different workers have said what is asked for. */
async function expectEvery(count: number, ask: () => Promise<number | undefined>): Promise<void> {
  const pids = new Set<number>();
  await expect
    .poll(
      async () => {
        const pid = await ask();
        if (pid !== undefined) pids.add(pid);
        return pids.size;
      },
      { timeout: 30_000, interval: 1 },
    )
    .toBe(count);
}
