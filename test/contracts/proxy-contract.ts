import { expect, test } from "vitest";
import type { FailureCode } from "../../src/domain/failure.ts";
import type { WorkersAnswer } from "../../src/domain/proof.ts";
import type { Proxy } from "../../src/ports/proxy.ts";
import { workerReport } from "../fakes/memory-proxy.ts";

/** Makes proxies that are in the state that the test names. */
export interface ProxyUnderTest {
  readonly answering: (
    answer: WorkersAnswer,
    aliases: Readonly<Record<string, string>>,
    metrics?: string,
  ) => Promise<Proxy>;
  /** Its worker lacks some variables; undefined: its module does not know the question. */
  readonly lacking: (answer: WorkersAnswer, names: readonly string[] | undefined) => Promise<Proxy>;
  readonly refusing: (code: FailureCode) => Promise<Proxy>;
  /** All of its groups answer, but one. */
  readonly silent: (group: string, status: number, message: string) => Promise<Proxy>;
}

const worker = workerReport({
  state: "applied",
  file: { path: "/proxy/litellm_config.yaml", identity: "1:2:3", sha256: "ab" },
  routing: {
    aliases: { classification: "classification_premium" },
    fallbacks: [{ classification: ["classification_balanced"] }],
    ids: ["a--1"],
  },
});
const answer: WorkersAnswer = { v: 1, config_path: "/proxy/litellm_config.yaml", workers: [worker], others: "known" };

export function proxyContract({ answering, lacking, refusing, silent }: ProxyUnderTest): void {
  test("passes on what the module says of every worker", async () => {
    const proxy = await answering(answer, {});
    expect(await proxy.workers()).toEqual(answer);
  });

  test("is given what is left of a second, in fractions of a millisecond", async () => {
    const proxy = await answering(answer, { task: "group" });
    expect(await proxy.workers(999.5)).toEqual(answer);
    expect(await proxy.aliases(999.5)).toEqual({ task: "group" });
  });

  test("says which variables the worker lacks that answers, and nothing of one that cannot say", async () => {
    const proxy = await lacking(answer, ["B_KEY", "A_KEY"]);
    const at = `${worker.host}:${worker.pid}`;
    expect(await proxy.unset(["B_KEY", "C_KEY", "A_KEY"])).toEqual([{ worker: at, names: ["A_KEY", "B_KEY"] }]);
    expect(await proxy.unset(["C_KEY"], 999.5)).toEqual([{ worker: at, names: [] }]);
    expect(await (await lacking(answer, undefined)).unset(["A_KEY"])).toEqual([]);
    expect(await (await lacking({ ...answer, workers: [] }, [])).unset(["A_KEY"])).toEqual([]);
  });

  test("passes on the aliases that LiteLLM itself names", async () => {
    const proxy = await answering(answer, { classification: "classification_premium" });
    expect(await proxy.aliases()).toEqual({ classification: "classification_premium" });
  });

  test("passes on what it has counted", async () => {
    const proxy = await answering(answer, {}, "# TYPE a counter\na 1\n");
    expect(await proxy.metrics()).toEqual(["# TYPE a counter\na 1\n"]);
  });

  test("says that it counts nothing", async () => {
    const proxy = await refusing("no-metrics");
    await expect(proxy.metrics()).rejects.toMatchObject({ name: "Failure", code: "no-metrics" });
  });

  test.for(["proxy-unreachable", "proxy-key-refused"] as const)(
    "throws %s, whichever way it is asked",
    async (code) => {
      const proxy = await refusing(code);
      await expect(proxy.workers()).rejects.toMatchObject({ name: "Failure", code });
      await expect(proxy.unset(["A_KEY"])).rejects.toMatchObject({ name: "Failure", code });
      await expect(proxy.aliases()).rejects.toMatchObject({ name: "Failure", code });
      await expect(proxy.metrics()).rejects.toMatchObject({ name: "Failure", code });
    },
  );

  test("is asked for its aliases also where the module is not loaded", async () => {
    const proxy = await refusing("module-not-loaded");
    await expect(proxy.workers()).rejects.toMatchObject({ name: "Failure", code: "module-not-loaded" });
    await expect(proxy.unset([])).rejects.toMatchObject({ name: "Failure", code: "module-not-loaded" });
    expect(await proxy.aliases()).toEqual({});
  });

  test("says whether a group answers", async () => {
    const proxy = await silent("dead", 429, "Too many requests");
    expect(await proxy.probe({ group: "alive", mode: "chat" })).toEqual({ answers: true });
    expect(await proxy.probe({ group: "alive", mode: "embedding" }, 60_000)).toEqual({ answers: true });
    expect(await proxy.probe({ group: "dead", mode: "chat" })).toEqual({
      answers: false,
      seen: "status 429, Too many requests",
    });
  });
}
