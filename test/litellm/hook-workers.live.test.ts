import { describe, expect, test } from "vitest";

import type { WorkersAnswer } from "../../src/domain/proof.ts";
import { startLiteLlmCommand } from "./litellm-command.ts";
import { configOf, litellm, sabotaged, sabotageFile, startLiveProxy, type LiveProxy } from "./live-proxy.ts";

const premium = configOf({ aliases: "premium" });
const balanced = configOf({ aliases: "balanced" });

describe.skipIf("missing" in litellm)("the route of the reload module", () => {
  test("asks for the proxy's key", async () => {
    const proxy = await startLiveProxy(premium);
    const url = `${proxy.url}/litellm-profiles/workers`;
    for (const headers of [{}, { authorization: "Bearer sk-of-somebody-else" }]) {
      const response = await fetch(url, { headers });
      expect([400, 401, 500]).toContain(response.status);
      expect(await response.text()).not.toContain("premium");
    }
    expect((await fetch(url, { headers: { authorization: `Bearer ${proxy.key}` } })).status).toBe(200);
    expect((await fetch(url, { method: "POST", headers: { authorization: `Bearer ${proxy.key}` } })).status).toBe(405);
  });

  test("says which variables its worker lacks of those that are asked for, and no value", async () => {
    const proxy = await startLiveProxy(premium);
    const headers = { authorization: `Bearer ${proxy.key}` };
    const url = `${proxy.url}/litellm-profiles/workers?names=PATH,NOBODY_SET_THIS,LITELLM_PROFILES_NOT`;
    const text = await (await fetch(url, { headers })).text();
    expect(JSON.parse(text)).toMatchObject({ v: 1, unset: ["LITELLM_PROFILES_NOT", "NOBODY_SET_THIS"] });
    expect(text).not.toContain(String(process.env["PATH"]));
    const asked = await proxy.workersAnew();
    expect(asked).toMatchObject({ v: 1, unset: [] });
    expect((await fetch(url)).status).not.toBe(200);
  });

  test("is for admins", async () => {
    const settings = "general_settings: {custom_auth: sabotage.let_in}";
    const options = { ...sabotaged("count_callbacks"), modules: [sabotageFile] };
    const proxy = await startLiveProxy(configOf({ aliases: "premium", settings }), options);
    const headers = { authorization: "Bearer sk-of-a-user" };
    const response = await fetch(`${proxy.url}/litellm-profiles/workers`, { headers });
    expect([401, 403]).toContain(response.status);
    expect(await response.text()).not.toContain(`"workers"`);
  });
});

describe.skipIf("missing" in litellm)("two workers of one proxy", () => {
  test("are both listed, and both apply", async () => {
    const proxy = await startLiveProxy(premium, { workers: 2 });
    const report = await proxy.settle(balanced);
    expect(report).toMatchObject({ state: "applied" });
    const { workers, others, config_path } = await proxy.workers();
    expect({ others, config_path }).toEqual({ others: "known", config_path: proxy.configPath });
    expect(new Set(workers.map(({ pid }) => pid))).toEqual(new Set(proxy.pids));
    expect(workers.map(({ routing }) => routing)).toEqual([report.routing, report.routing]);
    const answers = await Promise.all(Array.from({ length: 8 }, () => proxy.ask("task")));
    expect(new Set(answers.map(({ text }) => text))).toEqual(new Set(["from b1"]));
  });

  test("a dead one is gone at once", async () => {
    const proxy = await startLiveProxy(premium, { workers: 2 });
    const [survivor = 0, victim = 0] = proxy.pids;
    await settled(proxy);
    await proxy.kill(victim);
    expect((await proxy.workersAnew()).workers.map(({ pid }) => pid)).toEqual([survivor]);
  });

  test("a silent one keeps speaking of the file that it applied, also where the same bytes come again", async () => {
    const proxy = await startLiveProxy(premium, { workers: 2 });
    const [awake = 0, silent = 0] = proxy.pids;
    const before = await settled(proxy, awake);
    const { seen, again } = await whileStopped(silent, async () => {
      await proxy.deliver(balanced);
      const identity = await proxy.deliver(premium);
      const answer = await until(proxy, ({ workers }) => of(workers, awake)?.file?.identity === identity);
      return { seen: answer.workers, again: identity };
    });
    const [one, other] = [of(seen, awake), of(seen, silent)];
    expect(other).toEqual(of(before.workers, silent));
    expect({ routing: other?.routing, sha256: other?.file?.sha256 }).toEqual({
      routing: one?.routing,
      sha256: one?.file?.sha256,
    });
    expect(other?.file?.identity).not.toBe(again);
    await until(proxy, ({ workers }) => workers.every(({ file }) => file?.identity === again));
  });
});

describe.skipIf("missing" in litellm)("the real `litellm` command", () => {
  test("loads the module, which then applies", async () => {
    const proxy = await startLiteLlmCommand({ config: premium });
    expect(await proxy.settle(balanced)).toMatchObject({ state: "applied", pid: proxy.pid });
    expect(await proxy.ask("task")).toMatchObject({ text: "from b1" });
  });
});

function of(workers: WorkersAnswer["workers"], pid: number) {
  return workers.find((worker) => worker.pid === pid);
}

/** Does something while a worker lives, but does nothing. */
async function whileStopped<T>(pid: number, work: () => Promise<T>): Promise<T> {
  process.kill(pid, "SIGSTOP");
  try {
    return await work();
  } finally {
    process.kill(pid, "SIGCONT");
  }
}

/** Of a worker that is named, the record of the other one is asked for: what that one answers itself may not be written yet. */
function settled(proxy: LiveProxy, answering?: number): Promise<WorkersAnswer> {
  return until(
    proxy,
    ({ workers }) =>
      workers.length === 2 &&
      workers.every(({ state }) => state === "applied") &&
      (answering === undefined || workers[0]?.pid === answering),
  );
}

async function until(proxy: LiveProxy, matches: (answer: WorkersAnswer) => boolean): Promise<WorkersAnswer> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const answer = await proxy.workersAnew();
    if (matches(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`The workers say ${JSON.stringify(answer)}`);
  }
}
