import { describe, expect, onTestFinished, test } from "vitest";
import { resolveProxy } from "../../src/adapters/litellm/resolve-proxy.ts";
import type { World } from "../../src/ports/world.ts";
import { readStatus } from "../../src/operations/read-status.ts";
import { switchProfile } from "../../src/operations/switch-profile.ts";
import { verify } from "../../src/operations/verify.ts";
import { forkServer } from "./fork-server.ts";
import { litellm } from "./live-proxy.ts";
import { startLiveProject, type LiveProjectOptions } from "./live-project.ts";
import { startRelay, type Relay } from "./relay.ts";

const python = "python" in litellm ? litellm.python : "";
const toBalanced = { environment: "default", profile: "balanced" };
const hasty = "deliver: {prove_within: 2s}";

describe.skipIf("missing" in litellm)("four workers of one proxy", () => {
  test("are restarted one after the other while it is switched: every switch is proven", async () => {
    const { world, proxy } = await startLiveProject({ workers: 4 });
    const old = [...proxy.pids];
    const outcomes: unknown[] = [];
    for (const pid of old) {
      const restarted = proxy.add().then(() => proxy.kill(pid, "SIGTERM"));
      for (const profile of ["balanced", "premium"]) {
        const { outcome, proof } = await switchProfile(world, { environment: "default", profile });
        outcomes.push([outcome, proof.outcome]);
      }
      await restarted;
    }
    expect(outcomes).toEqual(Array.from({ length: 8 }, () => ["switched", "proven"]));
    const { workers } = await proxy.workers();
    expect(new Set(workers.map(({ pid }) => pid))).toEqual(new Set(proxy.pids.filter((pid) => !old.includes(pid))));
    expect(await verify(world, "default")).toMatchObject({ proof: { outcome: "proven", workers: 4 } });
  });

  test("prove a switch without the one that dies between delivery and proof", async () => {
    const { world, proxy } = await startLiveProject({ workers: 4 });
    const [victim = 0, ...survivors] = proxy.pids;
    await proxy.until((workers) => workers.length === 4 && workers.every(({ state }) => state === "applied"));
    const dying = aroundDelivery(world, {
      before: () => void process.kill(victim, "SIGSTOP"),
      after: () => proxy.kill(victim),
    });
    expect(await switchProfile(dying, toBalanced)).toMatchObject({
      outcome: "switched",
      proof: { outcome: "proven", workers: 3 },
    });
    expect(new Set((await proxy.workers()).workers.map(({ pid }) => pid))).toEqual(new Set(survivors));
  });
});

describe.skipIf("missing" in litellm)("two proxies behind one environment", () => {
  test("both prove a switch", async () => {
    const { world, proxies } = await startLiveProject({ pythons: [python, python], workers: 2 });
    expect(await switchProfile(world, toBalanced)).toMatchObject({ proof: { outcome: "proven", workers: 4 } });
    for (const proxy of proxies) expect(await proxy.ask("synthesis")).toMatchObject({ text: "from balanced" });
  });

  test("change nothing where one of them is down", async () => {
    const { world, proxies, git } = await startLiveProject({ pythons: [python, python] });
    const head = git("rev-parse", "HEAD");
    await proxies[1]?.stop();
    await expect(switchProfile(world, toBalanced)).rejects.toMatchObject({
      code: "proxy-unreachable",
      message: expect.stringContaining(proxies[1]?.url ?? "-"),
    });
    expect(git("rev-parse", "HEAD")).toBe(head);
    expect(await proxies[0]?.ask("synthesis")).toMatchObject({ text: "from premium" });
    expect((await readStatus(world, "default")).layers.live.proxies).toMatchObject([
      { failure: null, workers: [{ state: "applied" }] },
      { failure: expect.stringContaining(proxies[1]?.url ?? "-"), workers: [] },
    ]);
  });

  test("go back where one of them goes down before it has proven", async () => {
    const { world, proxies, git } = await startLiveProject({ pythons: [python, python], environment: hasty });
    const failing = aroundDelivery(world, { before: () => proxies[1]?.stop(), after: () => {} });
    const result = await switchProfile(failing, toBalanced);
    expect(result).toMatchObject({ outcome: "reverted", success: false });
    expect(JSON.stringify(result)).toContain(`${proxies[1]?.url}`);
    expect(git("show", "HEAD:environments/default.yaml")).toContain("active: premium");
    const [worker] =
      (await proxies[0]?.until(([seen]) => seen?.routing?.aliases["synthesis"] === "synthesis_premium")) ?? [];
    expect(worker).toMatchObject({ state: "applied" });
  });

  test("are asked at every address of one name", async () => {
    const { world, proxy } = await startLiveProject({ workers: 2 });
    const port = Number(new URL(proxy.url).port);
    const server = await forkServer(python);
    const { configPath, key } = proxy;
    const env = { OPENAI_API_KEY: "none", LITELLM_MASTER_KEY: key };
    const second = await server.startProxy({ configPath, listen: { host: "127.0.0.2", port }, env });
    onTestFinished(() => second.stop());
    const addresses = ["127.0.0.1", "127.0.0.2"].map((address) => ({ address, family: 4 }));
    const named = { url: `http://litellm.internal:${port}`, key: "os.environ/KEY", resolve: "dns" } as const;
    const proxies = () => [resolveProxy(named, { KEY: key }, async () => addresses)];
    const result = await switchProfile({ ...world, proxies }, toBalanced);
    expect(result).toMatchObject({ outcome: "switched", proof: { outcome: "proven", workers: 3 } });
  });

  test("wait for the one that is slow, as long as there is time", async () => {
    const { world, relay } = await startBehindRelay({ environment: "deliver: {prove_within: 20s}" });
    const held = aroundDelivery(world, {
      before: () => relay.hold(),
      // The first question is given up after two seconds; one of the next is answered.
      after: () => void relay.held(2).then(() => relay.release()),
    });
    expect(await switchProfile(held, toBalanced)).toMatchObject({
      outcome: "switched",
      proof: { outcome: "proven", workers: 2 },
    });
  });

  test("go back where one of them is too slow", async () => {
    const { world, relay, proxies } = await startBehindRelay({ environment: hasty });
    const held = aroundDelivery(world, { before: () => relay.hold(), after: () => {} });
    expect(await switchProfile(held, toBalanced)).toMatchObject({ outcome: "reverted", success: false });
    relay.release();
    expect(await verify(world, "default")).toMatchObject({ profile: "premium", proof: { outcome: "proven" } });
    expect(await proxies[1]?.ask("synthesis")).toMatchObject({ text: "from premium" });
  });
});

/** Two proxies, the second of which the world reaches through a relay. */
async function startBehindRelay(options: LiveProjectOptions) {
  let relay: Relay | undefined;
  const project = await startLiveProject({
    ...options,
    pythons: [python, python],
    async reachedAt(url, number) {
      if (number === 0) return url;
      relay = await startRelay(url);
      return relay.url;
    },
  });
  if (relay === undefined) throw new Error("There is no relay");
  return { ...project, relay };
}

interface Moments {
  readonly before: () => unknown;
  readonly after: () => unknown;
}

/** The same world, in which something happens around the first delivery. */
function aroundDelivery(world: World, { before, after }: Moments): World {
  let isFirst = true;
  return {
    ...world,
    delivery(environment) {
      const delivery = world.delivery(environment);
      return {
        ...delivery,
        async deliver(text) {
          const happens = isFirst;
          isFirst = false;
          if (happens) await before();
          const delivered = await delivery.deliver(text);
          if (happens) await after();
          return delivered;
        },
      };
    },
  };
}
