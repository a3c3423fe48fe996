import { describe, expect, test } from "vitest";
import type { WorkerReport } from "../../src/domain/proof.ts";
import { switchProfile } from "../../src/operations/switch-profile.ts";
import { prepareLiteLlm } from "../setup/litellm-environment.ts";
import { startLiteLlmCommand, type CommandProxy } from "./litellm-command.ts";
import { configOf, litellm } from "./live-proxy.ts";
import { startLiveProject } from "./live-project.ts";
import { defaultRelease } from "./releases.ts";

const texts = { premium: configOf({ aliases: "premium" }), balanced: configOf({ aliases: "balanced" }) };
const patience = { timeout: 240_000, interval: 50 };

/** A uvicorn that knows no such option gives a worker five seconds to answer, while it imports LiteLLM for longer. */
const healthCheck = litellm.release === "1.83.14" ? [] : ["--timeout_worker_healthcheck", "120"];

describe.skipIf("missing" in litellm)("LiteLLM's own servers", { timeout: 300_000 }, () => {
  test("gunicorn with four workers: all apply, also one that comes in a dead one's place", async () => {
    const proxy = await startLiteLlmCommand({ config: texts.premium, args: ["--run_gunicorn", "--num_workers", "4"] });
    await allApplied(proxy, 4);
    const before = await settle(proxy, "balanced", 4);
    const [victim = 0] = before;
    await proxy.kill(victim);
    await expect.poll(() => pidsOf(proxy), patience).not.toContain(victim);
    expect(await allApplied(proxy, 4)).not.toContain(victim);
    await settle(proxy, "premium", 4);
    expect(await proxy.ask("task")).toMatchObject({ text: "from p1" });
  });

  test("gunicorn restarts its workers one by one, while the profile is switched", async () => {
    const proxy = await startLiteLlmCommand({ config: texts.premium, args: ["--run_gunicorn", "--num_workers", "4"] });
    const old = await allApplied(proxy, 4);
    await proxy.kill(proxy.pid, "SIGHUP");
    let last: keyof typeof texts = "premium";
    await expect
      .poll(async () => {
        last = last === "premium" ? "balanced" : "premium";
        await proxy.deliver(texts[last]);
        return (await pidsOf(proxy)).filter((pid) => old.includes(pid));
      }, patience)
      .toEqual([]);
    await settle(proxy, last, 4);
    expect(await proxy.ask("task")).toMatchObject({ text: last === "premium" ? "from p1" : "from b1" });
  });

  test("uvicorn with two workers: both apply", async () => {
    const proxy = await startLiteLlmCommand({ config: texts.premium, args: ["--num_workers", "2", ...healthCheck] });
    await allApplied(proxy, 2);
    await settle(proxy, "balanced", 2);
    await settle(proxy, "premium", 2);
    expect(await proxy.ask("task")).toMatchObject({ text: "from p1" });
  });
});

describe.skipIf("missing" in litellm || litellm.release === defaultRelease)(
  "two proxies on two releases",
  { timeout: 300_000 },
  () => {
    test("both prove a switch, there and back", async () => {
      const pythons = ["python" in litellm ? litellm.python : "", await prepareLiteLlm(defaultRelease)];
      const { world, proxies } = await startLiveProject({ pythons, workers: 2 });
      for (const profile of ["balanced", "premium"]) {
        const result = await switchProfile(world, { environment: "default", profile });
        expect(result).toMatchObject({ outcome: "switched", proof: { outcome: "proven", workers: 4 } });
        for (const proxy of proxies) expect(await proxy.ask("synthesis")).toMatchObject({ text: `from ${profile}` });
      }
      const releases = await Promise.all(proxies.map(async (proxy) => (await proxy.workers()).workers[0]?.litellm));
      expect(releases).toEqual([litellm.release, defaultRelease]);
    });
  },
);

async function pidsOf(proxy: CommandProxy): Promise<number[]> {
  return (await workersOf(proxy)).map(({ pid }) => pid);
}

/** Nobody may listen at the moment in which a server replaces its workers. */
async function workersOf(proxy: CommandProxy): Promise<readonly WorkerReport[]> {
  return proxy.workersAnew().then(
    ({ workers }) => workers,
    () => [],
  );
}

async function allApplied(proxy: CommandProxy, count: number): Promise<number[]> {
  const states = async () => (await workersOf(proxy)).map(({ state }) => state);
  await expect.poll(states, patience).toEqual(Array.from({ length: count }, () => "applied"));
  return pidsOf(proxy);
}

/** Delivers, and waits until that many workers have this very file in force; returns their process ids. */
async function settle(proxy: CommandProxy, profile: keyof typeof texts, count: number): Promise<number[]> {
  const identity = await proxy.deliver(texts[profile]);
  const inForce = async () => {
    const workers = await workersOf(proxy);
    return workers.map(({ state, file, routing }) => [state, file?.identity, routing?.aliases["task"]]);
  };
  await expect.poll(inForce, patience).toEqual(Array.from({ length: count }, () => ["applied", identity, profile]));
  return pidsOf(proxy);
}
