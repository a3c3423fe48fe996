import { rename, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";

import { moduleFolder } from "./fork-server.ts";
import { configOf, deployment, litellm, newConfig, type Scene, startLiveProxy } from "./live-proxy.ts";

const module = join(moduleFolder, "litellm_profiles_hook.py");

describe.skipIf("missing" in litellm)("the reload module applies", () => {
  test("what the process started with, before anything changes", async () => {
    const proxy = await startLiveProxy(configOf({ aliases: "premium", fallbacks: [{ task: ["balanced"] }] }));
    const [worker] = await proxy.until(([seen]) => seen?.state === "applied");
    expect(worker).toMatchObject({
      v: 1,
      litellm: litellm.release,
      state: "applied",
      file: { path: proxy.configPath },
      routing: { aliases: { task: "premium" }, fallbacks: [{ task: ["balanced"] }], ids: ["b1", "p1"] },
      restart: [],
      error: null,
    });
    expect(worker?.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(await proxy.ask("task")).toMatchObject({ status: 200, text: "from p1", id: "p1" });
  });

  test("aliases and fallbacks, there and back, for each file anew", async () => {
    const premium = configOf({ aliases: "premium" });
    const proxy = await startLiveProxy(premium);
    const balanced = configOf({ aliases: "balanced", fallbacks: [{ task: ["premium"] }] });

    const there = await proxy.settle(balanced);
    expect(there).toMatchObject({ state: "applied", error: null });
    expect(there.routing).toEqual({
      aliases: { task: "balanced" },
      fallbacks: [{ task: ["premium"] }],
      ids: ["b1", "p1"],
    });
    expect(await proxy.ask("task")).toMatchObject({ text: "from b1", id: "b1" });

    const back = await proxy.settle(premium);
    expect(back.routing).toEqual({ aliases: { task: "premium" }, fallbacks: [], ids: ["b1", "p1"] });
    expect(await proxy.ask("task")).toMatchObject({ text: "from p1", id: "p1" });
  });

  test("a fallback that a call then takes", async () => {
    const proxy = await startLiveProxy(configOf({ aliases: "premium" }));
    const report = await proxy.settle(withBroken({ aliases: "broken", fallbacks: [{ task: ["balanced"] }] }));
    expect(report).toMatchObject({ state: "applied" });
    expect(await proxy.ask("task")).toMatchObject({ status: 200, text: "from b1" });
  });

  test("deployments that are new, and takes away those that are gone", async () => {
    const proxy = await startLiveProxy(configOf({ aliases: "premium" }));
    const added = await proxy.settle(configOf({ aliases: "fast", groups: { fast: "f1" } }));
    expect(added.routing?.ids).toEqual(["b1", "f1", "p1"]);
    expect(await proxy.ask("task")).toMatchObject({ text: "from f1", id: "f1" });

    const changed = await proxy.settle(configOf({ aliases: "fast", groups: { fast: "f2" } }));
    expect(changed.routing?.ids).toEqual(["b1", "f2", "p1"]);
    expect(await proxy.ask("task")).toMatchObject({ text: "from f2", id: "f2" });

    const removed = await proxy.settle(configOf({ aliases: "premium" }));
    expect(removed.routing?.ids).toEqual(["b1", "p1"]);
    expect((await proxy.ask("fast")).status).toBe(400);
  });

  test("variables in a deployment that it adds", async () => {
    const proxy = await startLiveProxy(configOf({ aliases: "premium" }), { env: { ANSWER: "from the variable" } });
    const fast = deployment("fast", "f1", { mock_response: "os.environ/ANSWER" });
    const text = configOf({ aliases: "fast" }).replace(
      "router_settings",
      `  - ${JSON.stringify(fast)}\nrouter_settings`,
    );
    expect(await proxy.settle(text)).toMatchObject({ state: "applied" });
    expect(await proxy.ask("task")).toMatchObject({ text: "from the variable" });
  });

  test("nothing to an entry without an id", async () => {
    const byHand = `  - {model_name: hand, litellm_params: {model: openai/gpt-4o, api_key: none, mock_response: by hand}}\n`;
    const withHand = (text: string) => text.replace("router_settings", `${byHand}router_settings`);
    const proxy = await startLiveProxy(withHand(configOf({ aliases: "hand" })));
    const report = await proxy.settle(configOf({ aliases: "premium" }));
    expect(report).toMatchObject({ state: "applied", restart: ["model_list[hand]"] });
    expect(report.routing?.ids).toEqual(["b1", "p1"]);
    expect(await proxy.ask("hand")).toMatchObject({ text: "by hand" });
    expect(await proxy.settle(withHand(configOf({ aliases: "hand" })))).toMatchObject({
      state: "applied",
      restart: [],
    });
  });

  test("a default fallback, which the router keeps under `*`", async () => {
    const routerSettings = { default_fallbacks: ["balanced"] };
    const proxy = await startLiveProxy(withBroken({ aliases: "premium", routerSettings }));
    const report = await proxy.settle(withBroken({ aliases: "broken", routerSettings }));
    expect(report.routing?.fallbacks).toEqual([{ "*": ["balanced"] }]);
    expect(await proxy.ask("task")).toMatchObject({ status: 200, text: "from b1" });
  });

  test("no setting that needs a restart, but names it", async () => {
    const proxy = await startLiveProxy(configOf({ aliases: "premium" }));
    const after = configOf({ aliases: "balanced", routerSettings: { num_retries: 1 }, settings: "x-own: {a: 1}" });
    const report = await proxy.settle(after);
    expect(report).toMatchObject({ state: "applied", restart: ["router_settings.num_retries", "x-own.a"] });
    expect(await proxy.settle(configOf({ aliases: "premium" }))).toMatchObject({ restart: [] });
  });

  test("a file behind a link that is swapped, as in a ConfigMap volume", async () => {
    const real = await newConfig(configOf({ aliases: "premium" }));
    const folder = dirname(real);
    await symlink(".", join(folder, "..data"));
    const linked = join(folder, "linked.yaml");
    await symlink("..data/litellm_config.yaml", linked);
    const proxy = await startLiveProxy("", { configPath: linked });
    await proxy.until(([seen]) => seen?.state === "applied");

    const next = await newConfig(configOf({ aliases: "balanced" }));
    await symlink(dirname(next), join(folder, "..data_tmp"));
    await rename(join(folder, "..data_tmp"), join(folder, "..data"));
    const [worker] = await proxy.until(([seen]) => seen?.routing?.aliases["task"] === "balanced");
    expect(worker).toMatchObject({ state: "applied", file: { path: linked } });
  });

  test("a file that is written in place", async () => {
    const proxy = await startLiveProxy(configOf({ aliases: "premium" }));
    await writeFile(proxy.configPath, configOf({ aliases: "balanced" }));
    await proxy.until(([seen]) => seen?.state === "applied" && seen.routing?.aliases["task"] === "balanced");
    expect(await proxy.ask("task")).toMatchObject({ text: "from b1" });
  });

  test("once, where the hook and the callback both load it", async () => {
    const settings = `litellm_settings: {callbacks: ["litellm_profiles_hook.instance"]}`;
    const proxy = await startLiveProxy(configOf({ aliases: "premium", settings }), { modules: [module] });
    const report = await proxy.settle(configOf({ aliases: "balanced", settings }));
    expect(report).toMatchObject({ state: "applied", restart: [] });
    expect((await proxy.workers()).workers).toHaveLength(1);
  });

  test("loaded by the callback alone", async () => {
    const settings = `litellm_settings: {callbacks: ["litellm_profiles_hook.instance"]}`;
    const proxy = await startLiveProxy(configOf({ aliases: "premium", settings }), {
      env: { LITELLM_WORKER_STARTUP_HOOKS: "", PYTHONPATH: "" },
      modules: [module],
    });
    expect(await proxy.settle(configOf({ aliases: "balanced", settings }))).toMatchObject({ state: "applied" });
    expect(await proxy.ask("task")).toMatchObject({ text: "from b1" });
  });

  test("with the cache of answers on: a profile answers from its own entries, and finds them again", async () => {
    const settings = `litellm_settings: {cache: true, cache_params: {type: local, namespace: ours}}`;
    const proxy = await startLiveProxy(configOf({ aliases: "premium", settings }));
    const answers = [];
    for (const aliases of ["premium", "balanced", "premium", "balanced"]) {
      expect(await proxy.settle(configOf({ aliases, settings }))).toMatchObject({ state: "applied" });
      answers.push(await proxy.ask("task"));
    }
    expect(answers.map(({ text }) => text)).toEqual(["from p1", "from b1", "from p1", "from b1"]);
    const [premium, balanced, ...again] = answers.map(({ completion }) => completion);
    expect(again).toEqual([premium, balanced]);
    expect(premium).not.toBe(balanced);
  });
});

/** With a group `broken`, whose only deployment fails. */
function withBroken(scene: Scene): string {
  const broken = deployment("broken", "x1", { mock_response: "litellm.InternalServerError" });
  return configOf(scene).replace("router_settings", `  - ${JSON.stringify(broken)}\nrouter_settings`);
}
