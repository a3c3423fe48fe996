import { describe, expect, test } from "vitest";
import { Failure } from "../../src/domain/failure.ts";
import type { Expectation, WorkerReport } from "../../src/domain/proof.ts";
import { lookLive, verifyLive } from "../../src/operations/verify-live.ts";
import { makeEnvironment } from "../fakes/make-environment.ts";
import { manualClock } from "../fakes/manual-clock.ts";
import { memoryProxy, workerReport, type MemoryProxy } from "../fakes/memory-proxy.ts";

const file = { path: "/proxy/litellm_config.yaml", identity: "1:2:3", sha256: "ab" };
const routing = { aliases: { classification: "classification_balanced" }, fallbacks: [], ids: ["a--1"] };
const expected: Expectation = { file, routing };
const environment = makeEnvironment("balanced");

const applied = (part: Partial<WorkerReport> = {}) => workerReport({ state: "applied", file, routing, ...part });
const silent = (part: Partial<WorkerReport> = {}) => applied({ file: { ...file, identity: "1:1:1" }, ...part });

function proxyOf(workers: () => readonly WorkerReport[], url?: string): MemoryProxy {
  const proxy = memoryProxy(url);
  proxy.answer(workers);
  return proxy;
}

/** Answers one after the other, the last for ever. */
function inTurn(...answers: readonly (readonly WorkerReport[])[]): () => readonly WorkerReport[] {
  let turn = 0;
  return () => answers[Math.min(turn++, answers.length - 1)] ?? [];
}

function verify(...proxies: readonly MemoryProxy[]) {
  return verifyLive({ clock: manualClock(), host: "here", proxies: () => proxies }, environment, expected);
}

describe("verifying a delivered file", () => {
  test("is proven at once where every worker has it in force", async () => {
    expect(await verify(proxyOf(() => [applied(), applied({ pid: 101 })]))).toEqual({
      outcome: "proven",
      strength: "identity",
      workers: 2,
      milliseconds: 0,
      except: [],
      caveats: [],
    });
  });

  test("waits for a worker that is slower", async () => {
    const proof = await verify(proxyOf(inTurn([silent()], [silent()], [applied()])));
    expect(proof).toMatchObject({ outcome: "proven", workers: 1, milliseconds: 10 });
  });

  test("is not proven while one worker is alive and silent", async () => {
    const proof = await verify(proxyOf(() => [applied(), silent({ pid: 101 })]));
    expect(proof).toMatchObject({
      outcome: "unproven",
      workers: 1,
      doubts: [
        { proxy: "http://127.0.0.1:4000", worker: "here:101", seen: "It has another file in force", differences: [] },
      ],
    });
    expect(proof.outcome === "unproven" && proof.milliseconds).toBeGreaterThan(4800);
    expect(proof.outcome === "unproven" && proof.milliseconds).toBeLessThanOrEqual(5000);
  });

  test("does not mind a worker that ends meanwhile, nor one that starts", async () => {
    const ends = inTurn([applied(), silent({ pid: 101 })], [applied(), workerReport({ pid: 102 })]);
    expect(await verify(proxyOf(ends))).toMatchObject({ outcome: "proven", workers: 1 });
  });

  test("waits for the first of workers that all start", async () => {
    expect(await verify(proxyOf(inTurn([workerReport()], [applied()])))).toMatchObject({ outcome: "proven" });
    expect(await verify(proxyOf(() => [workerReport()]))).toMatchObject({
      outcome: "unproven",
      doubts: [{ seen: "Its workers are still starting" }],
    });
  });

  test("is not proven by nobody", async () => {
    expect(await verify(proxyOf(() => []))).toMatchObject({
      outcome: "unproven",
      doubts: [{ seen: "No worker reports" }],
    });
  });

  test("does not wait where waiting changes nothing", async () => {
    const refusing = proxyOf(() => [applied({ state: "refused", error: "Variable `KEY` is unset" })]);
    expect(await verify(refusing)).toMatchObject({ outcome: "unproven", milliseconds: 0 });
    refusing.refuse("proxy-key-refused");
    expect(await verify(refusing)).toMatchObject({ outcome: "unproven", milliseconds: 0 });
  });

  test("waits for a proxy that does not answer yet, and says in the end that it did not", async () => {
    const proxy = proxyOf(() => [applied()]);
    proxy.refuse("proxy-unreachable");
    expect(await verify(proxy)).toMatchObject({
      outcome: "unproven",
      workers: 0,
      doubts: [{ proxy: "http://127.0.0.1:4000", seen: "Proxy `http://127.0.0.1:4000` refuses", differences: [] }],
    });
  });

  test("asks every proxy, and is as strong as the weakest", async () => {
    const near = proxyOf(() => [applied({ restart: ["general_settings"] })], "http://a");
    const far = proxyOf(() => [applied({ host: "elsewhere", restart: ["general_settings", "callbacks"] })], "http://b");
    expect(await verify(near, far)).toMatchObject({
      outcome: "proven",
      strength: "content",
      workers: 2,
      except: ["callbacks", "general_settings"],
    });
    far.answer(() => [silent()]);
    expect(await verify(near, far)).toMatchObject({
      outcome: "unproven",
      workers: 1,
      doubts: [{ proxy: "http://b" }],
    });
  });

  test("counts a worker once that two proxies of one machine name", async () => {
    const near = ["http://a", "http://b"].map((url) => proxyOf(() => [applied(), applied({ pid: 101 })], url));
    const far = proxyOf(() => [applied({ host: "there" })], "http://c");
    expect(await verify(...near, far)).toMatchObject({ workers: 3 });
  });

  test("says so where a proxy names only one of its workers", async () => {
    const proxy = memoryProxy();
    proxy.answer(() => [applied()], "unknown");
    expect(await verify(proxy)).toMatchObject({
      outcome: "proven",
      caveats: ["Proxy `http://127.0.0.1:4000` names only the worker that answered"],
    });
  });

  test("compares the aliases alone where the module is not loaded, and says so", async () => {
    const proxy = memoryProxy();
    proxy.refuse("module-not-loaded");
    proxy.answerAliases({ classification: "classification_balanced" });
    expect(await verify(proxy)).toMatchObject({
      outcome: "proven",
      strength: "aliases",
      workers: 1,
      caveats: [
        "Proxy `http://127.0.0.1:4000` does not run the reload module: only the aliases of one worker were compared",
      ],
    });
    proxy.answerAliases({ classification: "classification_premium" });
    expect(await verify(proxy)).toMatchObject({
      outcome: "unproven",
      doubts: [
        {
          seen: "It does not run the reload module, and its aliases differ",
          differences: [
            {
              kind: "alias",
              name: "classification",
              expected: "classification_balanced",
              actual: "classification_premium",
            },
          ],
        },
      ],
    });
  });

  test("says why the aliases cannot be had either", async () => {
    const proxy = memoryProxy();
    proxy.refuse("module-not-loaded");
    const half = {
      ...proxy,
      aliases: () => Promise.reject(new Failure("proxy-unreachable", "It is down", "Start it")),
    };
    expect(await verify(half)).toMatchObject({
      outcome: "unproven",
      doubts: [{ seen: "It is down" }],
    });
  });

  test("is not configured without proxies", async () => {
    expect(await verify()).toEqual({ outcome: "not configured" });
  });

  test("looks once where nobody waits", async () => {
    const proxy = proxyOf(inTurn([silent()], [applied()]));
    const world = { clock: manualClock(), host: "here", proxies: () => [proxy] };
    expect(await lookLive(world, environment, expected)).toMatchObject({ outcome: "unproven", milliseconds: 0 });
  });

  test("passes a defect on", async () => {
    const broken = { ...memoryProxy(), workers: () => Promise.reject(new TypeError("a defect")) };
    await expect(verify(broken)).rejects.toThrow("a defect");
    const alsoBroken = { ...memoryProxy(), aliases: () => Promise.reject(new TypeError("a defect")) };
    alsoBroken.refuse("module-not-loaded");
    await expect(verify(alsoBroken)).rejects.toThrow("a defect");
  });
});
