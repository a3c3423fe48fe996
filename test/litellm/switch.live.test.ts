import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { deliver } from "../../src/operations/deliver.ts";
import { readHistory } from "../../src/operations/read-history.ts";
import { readStatus } from "../../src/operations/read-status.ts";
import { rollBack } from "../../src/operations/roll-back.ts";
import { switchProfile } from "../../src/operations/switch-profile.ts";
import { verify } from "../../src/operations/verify.ts";
import { litellm } from "./live-proxy.ts";
import { startLiveProject, type LiveProject } from "./live-project.ts";

const toBalanced = { environment: "default", profile: "balanced" };
const toPremium = { environment: "default", profile: "premium" };

/** Git's bytes of the two files of a switch. */
function committed({ git }: LiveProject, revision: string): string {
  return git("show", `${revision}:environments/default.yaml`) + git("show", `${revision}:litellm_config.yaml`);
}

describe.skipIf("missing" in litellm)("a switch on a real LiteLLM", () => {
  test("is live and proven, for the task and its legacy name", async () => {
    const { world, proxy } = await startLiveProject();
    expect(await proxy.ask("classification")).toMatchObject({ status: 200, text: "from premium" });
    const result = await switchProfile(world, toBalanced);
    expect(result).toMatchObject({
      outcome: "switched",
      success: true,
      reload_successful: true,
      proof: { outcome: "proven", strength: "identity", workers: 1, except: [], caveats: [] },
    });
    for (const name of ["classification", "classification-primary", "synthesis"]) {
      expect(await proxy.ask(name)).toMatchObject({ status: 200, text: "from balanced" });
    }
    expect(await readStatus(world, "default")).toMatchObject({
      layers: { live: { profile: "balanced" } },
      drift: null,
      armed: null,
      disarm: null,
      agent: null,
    });
  });

  test("can be done twenty times, each proven, each true", async () => {
    const { world, proxy } = await startLiveProject({ workers: 2 });
    for (let time = 0; time < 10; time += 1) {
      for (const request of [toBalanced, toPremium]) {
        const result = await switchProfile(world, request);
        expect(result).toMatchObject({ outcome: "switched", proof: { outcome: "proven", workers: 2 } });
        expect(await proxy.ask("synthesis")).toMatchObject({ status: 200, text: `from ${request.profile}` });
      }
    }
  });

  test("is undone where a worker is silent, and the silent one comes back to the last good config", async () => {
    const project = await startLiveProject({ workers: 2, environment: "deliver: {prove_within: 3s}" });
    const { world, proxy, git } = project;
    const before = committed(project, "HEAD");
    const [, silent = 0] = proxy.pids;
    await deliver(world, "default");
    const stop = stopAtDelivery(world, silent);
    const result = await switchProfile(stop, toBalanced);
    expect(result).toMatchObject({ outcome: "reverted", success: false, reload_successful: false });
    process.kill(silent, "SIGCONT");
    expect(committed(project, "HEAD")).toBe(before);
    expect(git("log", "--format=%s", "-2")).toBe(
      "Switch default back from balanced to premium\nSwitch default from premium to balanced\n",
    );
    expect(await verify(world, "default")).toMatchObject({ profile: "premium", proof: { outcome: "proven" } });
    expect(await proxy.ask("synthesis")).toMatchObject({ status: 200, text: "from premium" });
  });

  test("is rolled back, byte for byte", async () => {
    const project = await startLiveProject();
    const before = committed(project, "HEAD");
    await switchProfile(project.world, toBalanced);
    expect(await rollBack(project.world, { environment: "default" })).toMatchObject({
      to_profile: "premium",
      reload_successful: true,
    });
    expect(committed(project, "HEAD")).toBe(before);
    expect(await project.proxy.ask("classification")).toMatchObject({ text: "from premium" });
  });

  test("is rolled back by a plain `git revert` and a delivery, and shows in the history", async () => {
    const project = await startLiveProject();
    const { world, proxy, git, root } = project;
    const before = committed(project, "HEAD");
    await switchProfile(world, toBalanced);
    git("revert", "--no-edit", "HEAD");
    expect(await deliver(world, "default")).toMatchObject({ profile: "premium", proof: { outcome: "proven" } });
    expect(committed(project, "HEAD")).toBe(before);
    expect(await readFile(join(root, ".litellm-profiles/default/litellm_config.yaml"), "utf8")).toBe(
      git("show", "HEAD:litellm_config.yaml"),
    );
    expect(await proxy.ask("classification")).toMatchObject({ text: "from premium" });
    expect(await readHistory(world.store, { environment: "default" })).toMatchObject([
      { from: "balanced", to: "premium", proof: "proven" },
      { from: "premium", to: "balanced", proof: "proven" },
      { from: null, to: "premium" },
    ]);
  });
});

describe.skipIf("missing" in litellm)("a proxy that cannot be switched", () => {
  test("without the module, nothing changes", async () => {
    const { world, git } = await startLiveProject({ env: { LITELLM_WORKER_STARTUP_HOOKS: "" } });
    const head = git("rev-parse", "HEAD");
    await expect(switchProfile(world, toBalanced)).rejects.toMatchObject({ code: "module-not-loaded" });
    expect(git("rev-parse", "HEAD")).toBe(head);
  });

  test("without the module, a proof is weaker, and says so", async () => {
    const { world } = await startLiveProject({ env: { LITELLM_WORKER_STARTUP_HOOKS: "" } });
    expect(await verify(world, "default")).toMatchObject({
      proof: {
        outcome: "proven",
        strength: "aliases",
        caveats: [expect.stringContaining("does not run the reload module")],
      },
    });
  });

  test("with another key, or none", async () => {
    const { world, proxy, git } = await startLiveProject();
    const head = git("rev-parse", "HEAD");
    const { openProxy } = await import("../../src/adapters/litellm/open-proxy.ts");
    for (const place of [{ url: proxy.url, key: "sk-of-somebody-else" }, { url: proxy.url }]) {
      const stranger = { ...world, proxies: () => [openProxy(place)] };
      await expect(switchProfile(stranger, toBalanced)).rejects.toMatchObject({ code: "proxy-key-refused" });
    }
    expect(git("rev-parse", "HEAD")).toBe(head);
  });
});

/** The same world, in which a worker falls silent just before the first delivery. */
function stopAtDelivery(world: LiveProject["world"], pid: number): LiveProject["world"] {
  let isStopped = false;
  return {
    ...world,
    delivery(environment) {
      const delivery = world.delivery(environment);
      return {
        ...delivery,
        async deliver(text) {
          if (!isStopped) process.kill(pid, "SIGSTOP");
          isStopped = true;
          return delivery.deliver(text);
        },
      };
    },
  };
}
