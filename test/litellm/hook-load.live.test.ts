import { describe, expect, test } from "vitest";

import { type ChatAnswer, configOf, litellm, type LiveProxy, type Scene, startLiveProxy } from "./live-proxy.ts";

const callers = 6;
const cacheSettings = "litellm_settings: {cache: true, cache_params: {type: local}}";

/** A step changes the profile, or a deployment of it, or adds and removes a group. What then must answer. */
const steps: readonly { readonly scene: Scene; readonly answer: string }[] = [
  { scene: { aliases: "balanced" }, answer: "from b1" },
  { scene: { aliases: "premium", groups: { fast: "f1" } }, answer: "from p1" },
  { scene: { aliases: "fast", groups: { fast: "f1" } }, answer: "from f1" },
  { scene: { aliases: "fast", groups: { fast: "f2" } }, answer: "from f2" },
  { scene: { aliases: "premium", fallbacks: [{ task: ["balanced"] }] }, answer: "from p1" },
];

describe.skipIf("missing" in litellm)("twenty switches under load, in two workers", () => {
  test.each([
    ["without a cache of answers", ""],
    ["with a cache of answers", cacheSettings],
  ])("%s: no call fails, none that was sent after a proof is answered by another profile", async (_name, settings) => {
    const proxy = await startLiveProxy(configOf({ aliases: "premium", settings }), { workers: 2 });
    await proxy.until((seen) => seen.length === 2 && seen.every(({ state }) => state === "applied"));
    const load = new Load(proxy, "from p1");
    const running = Promise.all(Array.from({ length: callers }, (_, caller) => load.run(caller)));
    try {
      for (let round = 0; round < 4; round += 1) {
        for (const { scene, answer } of steps) await load.during(() => switchTo(proxy, { ...scene, settings }), answer);
      }
    } finally {
      load.stop();
      await running;
    }
    expect(load.wrong).toEqual([]);
    expect(load.sent).toBeGreaterThan(steps.length * 4);
  });
});

async function switchTo(proxy: LiveProxy, scene: Scene): Promise<void> {
  expect(await proxy.settle(configOf(scene))).toMatchObject({ state: "applied", error: null });
}

/** Calls that never pause, and what is known of the profile at the moment in which each is sent. */
class Load {
  readonly #proxy: LiveProxy;
  /** What must answer a call that is sent now; undefined between delivery and proof. */
  #proven: string | undefined;
  #isOver = false;
  sent = 0;
  readonly wrong: (ChatAnswer & { readonly expected: string | undefined })[] = [];

  constructor(proxy: LiveProxy, proven: string) {
    this.#proxy = proxy;
    this.#proven = proven;
  }

  async run(caller: number): Promise<void> {
    while (!this.#isOver) {
      const expected = this.#proven;
      const content = `question ${caller}`;
      const answer = await this.#proxy.ask("task", { messages: [{ role: "user", content }] });
      this.sent += 1;
      if (answer.status !== 200 || (expected !== undefined && answer.text !== expected)) {
        // A call that was sent after a proof may be answered during the next switch, by either profile.
        if (answer.status !== 200 || expected === this.#proven) this.wrong.push({ ...answer, expected });
      }
    }
  }

  async during(work: () => Promise<void>, answer: string): Promise<void> {
    this.#proven = undefined;
    await work();
    this.#proven = answer;
    const enough = this.sent + callers;
    while (this.sent < enough && !this.#isOver) await new Promise((resolve) => setImmediate(resolve));
  }

  stop(): void {
    this.#isOver = true;
  }
}
