import { rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";

import { configOf, deployment, litellm, sabotaged, startLiveProxy, type LiveProxy } from "./live-proxy.ts";

const premium = configOf({ aliases: "premium" });
const balanced = configOf({ aliases: "balanced", groups: { fast: "f1" } });
const withFast = (params: object) =>
  configOf({ aliases: "fast" }).replace(
    "router_settings",
    `  - ${JSON.stringify(deployment("fast", "f1", params))}\nrouter_settings`,
  );

const badFiles: [string, string, string][] = [
  ["cut before its last line", balanced.slice(0, -4), "The file is cut short: its last line `...` is missing"],
  [
    "cut where a smaller config ends",
    balanced.slice(0, balanced.indexOf("router_settings")),
    "The file is cut short: its last line `...` is missing",
  ],
  ["cut in half", balanced.slice(0, balanced.length / 2), "The file cannot be read (ScannerError, line 4)"],
  ["empty", "", "The file is not a mapping"],
  ["no YAML", "router_settings: [", "The file cannot be read (ParserError, line 2)"],
  ["an alias that dangles", configOf({ aliases: "premum" }), "Alias `task` points at `premum`, which is no group"],
  [
    "a fallback that dangles",
    configOf({ aliases: "balanced", fallbacks: [{ task: ["premum"] }] }),
    "Fallback of `task` names `premum`, which is no group",
  ],
  ["a variable that is not set", withFast({ api_key: "os.environ/NOT_SET" }), "The variable `NOT_SET` is not set"],
  [
    "an unknown provider",
    withFast({ model: "opneai/gpt-4o" }),
    "LiteLLM does not take the deployment `f1` (BadRequestError)",
  ],
  [
    "a limit that is no number",
    withFast({ rpm: "abc" }),
    "LiteLLM does not take the deployment `f1` (ValidationError)",
  ],
  ["one id twice", configOf({ aliases: "fast", groups: { fast: "p1" } }), "Two deployments have the id `p1`"],
  [
    "other files to include",
    `include: [x.yaml]\n${balanced}`,
    "The file uses `include`, which takes effect only with a restart",
  ],
  [
    "a new group without an id",
    balanced.replace(`"model_info":{"id":"f1"}`, `"model_info":{}`).replace(`"task":"balanced"`, `"task":"fast"`),
    "Alias `task` points at `fast`, which is no group without a restart",
  ],
];

describe.skipIf("missing" in litellm)("the reload module refuses, and keeps the last good file in force:", () => {
  test("bad files, one after the other, and takes the next good one", async () => {
    const proxy = await startLiveProxy(premium);
    for (const [name, text, error] of badFiles) {
      const report = await proxy.settle(text);
      expect({ name, state: report.state, error: report.error }).toEqual({ name, state: "refused", error });
      await expectPremium(proxy);
    }
    const good = await proxy.settle(balanced);
    expect(good).toMatchObject({ state: "applied", error: null });
    expect(good.routing?.ids).toEqual(["b1", "f1", "p1"]);
    expect(await proxy.ask("task")).toMatchObject({ text: "from b1" });
  });

  test("a file that is gone, until there is one again", async () => {
    const proxy = await startLiveProxy(premium);
    await proxy.until(([seen]) => seen?.state === "applied");
    await rm(proxy.configPath);
    const [worker] = await proxy.until(([seen]) => seen?.state === "refused");
    expect(worker).toMatchObject({ file: null, error: "The file cannot be read (FileNotFoundError)" });
    await expectPremium(proxy);
    expect(await proxy.settle(balanced)).toMatchObject({ state: "applied" });
  });

  test("a value of a parameter is never said, neither in the report nor in the log", async () => {
    const proxy = await startLiveProxy(premium, { env: { SECRET: "sk-do-not-tell" } });
    for (const params of [{ rpm: "abc" }, { model: "opneai/gpt-4o" }, { tags: "paid" }]) {
      expect(await proxy.settle(withFast({ ...params, api_key: "os.environ/SECRET" }))).toMatchObject({
        state: "refused",
      });
      expect(JSON.stringify(await proxy.workers())).not.toContain("do-not-tell");
    }
    expect(await proxy.settle(withFast({ api_key: "os.environ/SECRET" }))).toMatchObject({ state: "applied" });
    expect(JSON.stringify(await proxy.workers())).not.toContain("do-not-tell");
    expect(proxy.output()).not.toContain("do-not-tell");
  });

  test("a bad file at the start of the process", async () => {
    const proxy = await startLiveProxy(configOf({ aliases: "premum" }));
    const [worker] = await proxy.until(([seen]) => seen?.state === "refused");
    expect(worker?.error).toBe("Alias `task` points at `premum`, which is no group");
    expect(worker?.routing).toEqual({ aliases: { task: "premum" }, fallbacks: [], ids: ["b1", "p1"] });
    expect(await proxy.settle(premium)).toMatchObject({ state: "applied" });
    await expectPremium(proxy);
  });
});

describe.skipIf("missing" in litellm)("the reload module restores what was before, where the router", () => {
  test.each([
    ["does not take the fallbacks", "ignore_fallbacks"],
    ["does not remove a deployment", "keep_deployments"],
    ["does not add a deployment", "lose_deployments"],
  ])("%s", async (_name, sabotage) => {
    const before = configOf({ aliases: "premium", groups: { old: "o1" } });
    const proxy = await startLiveProxy(before, sabotaged(sabotage));
    const after = configOf({ aliases: "balanced", groups: { fast: "f1" }, fallbacks: [{ task: ["premium"] }] });
    expect(await proxy.settle(after)).toMatchObject({
      state: "refused",
      error: expect.stringMatching(/^LiteLLM did not follow, what was before is back|^LiteLLM failed/),
      routing: { aliases: { task: "premium" }, fallbacks: [] },
    });
    await expectPremium(proxy);
  });
});

describe.skipIf("missing" in litellm)("the proxy serves on, whatever happens to the module:", () => {
  test("a router that it does not know", async () => {
    const proxy = await startLiveProxy(premium, sabotaged("be_foreign"));
    const [worker] = await proxy.until(([seen]) => seen?.state === "unsupported");
    expect(worker).toMatchObject({ error: expect.stringContaining("Its router is another one ("), routing: null });
    expect(await proxy.settle(balanced)).toMatchObject({ state: "unsupported" });
    await expectPremium(proxy);
  });

  test("a config in a directory that is not there", async () => {
    const proxy = await startLiveProxy(premium, { env: { LITELLM_PROFILES_CONFIG: "/nowhere/at/all.yaml" } });
    const [worker] = await proxy.until(([seen]) => seen?.state === "refused");
    expect(worker).toMatchObject({ file: null, error: "The file cannot be read (FileNotFoundError)" });
    await expectPremium(proxy);
  });

  test("another file than the proxy's own", async () => {
    const started = await startLiveProxy(premium);
    const other = join(dirname(started.configPath), "other.yaml");
    await writeFile(other, balanced);
    const proxy = await startLiveProxy(premium, { env: { LITELLM_PROFILES_CONFIG: other } });
    const [worker] = await proxy.until(([seen]) => seen?.state === "applied");
    expect(worker?.routing).toEqual({ aliases: { task: "balanced" }, fallbacks: [], ids: ["b1", "f1", "p1"] });
  });

  test("a directory of records that cannot be made", async () => {
    const proxy = await startLiveProxy(premium, { env: { LITELLM_PROFILES_RUN_DIR: "/dev/null/run" } });
    expect(await proxy.settle(balanced)).toMatchObject({ state: "applied" });
    expect(await proxy.workers()).toMatchObject({ others: "unknown", workers: [{ pid: proxy.pids[0] }] });
  });

  test("no config at all, and an end without a complaint", async () => {
    const proxy = await startLiveProxy(premium, { env: { WORKER_CONFIG: "{}", CONFIG_FILE_PATH: "" } });
    await proxy.kill(proxy.pids[0] ?? 0, "SIGTERM");
    expect(proxy.output()).not.toContain("Traceback");
  });

  test("an end without a complaint", async () => {
    const proxy = await startLiveProxy(premium);
    await proxy.settle(balanced);
    await proxy.kill(proxy.pids[0] ?? 0, "SIGTERM");
    expect(proxy.output()).not.toMatch(/Traceback|Task was destroyed|never retrieved/);
  });
});

describe.skipIf("missing" in litellm)("the reload module leaves LiteLLM as it was:", () => {
  test("it changes the router on the event loop only", async () => {
    const proxy = await startLiveProxy(premium, sabotaged("watch_threads"));
    await proxy.settle(balanced);
    await proxy.settle(premium);
    expect(proxy.output()).not.toContain("OFF THE LOOP");
    for (const change of ["settings", "upsert", "delete", "discard"]) {
      expect(proxy.output()).toContain(`ON THE LOOP ${change}`);
    }
  });

  test("routers that it tried deployments in leave no callback behind", async () => {
    const proxy = await startLiveProxy(premium, sabotaged("count_callbacks"));
    await proxy.settle(premium);
    const before = await countCallbacks(proxy);
    for (const text of [balanced, withFast({ model: "opneai/x" }), withFast({ rpm: "abc" }), premium, balanced]) {
      await proxy.settle(text);
    }
    expect(await countCallbacks(proxy)).toEqual(before);
  });
});

async function expectPremium(proxy: LiveProxy): Promise<void> {
  expect(await proxy.ask("task")).toMatchObject({ status: 200, text: "from p1", id: "p1" });
}

async function countCallbacks(proxy: LiveProxy): Promise<unknown> {
  return (await fetch(`${proxy.url}/test/callbacks`)).json();
}
