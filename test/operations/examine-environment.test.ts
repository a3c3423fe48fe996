import { expect, test } from "vitest";
import { examineEnvironment, verifyModule } from "../../src/operations/examine-environment.ts";
import { loadHead } from "../../src/operations/load-head.ts";
import { switchProfile } from "../../src/operations/switch-profile.ts";
import { memoryWorld, type MemoryWorld } from "../fakes/memory-world.ts";
import { smallProject } from "../fakes/small-project.ts";

const shipped = { version: "0.1.0", sha256: "a".repeat(64) };
const request = { environment: "default", shipped, manifests: new Map<string, string>() };

/** State and message by check; of several with one name the last. */
async function examine(world: MemoryWorld): Promise<Record<string, string>> {
  const { checks } = await examineEnvironment(world, request);
  return Object.fromEntries(checks.map(({ check, state, message }) => [check, `${state}: ${message}`]));
}

test("a switched environment is looked at as a whole", async () => {
  const world = memoryWorld();
  await switchProfile(world, { environment: "default", profile: "balanced" });
  expect(await examine(world)).toMatchObject({
    workers: "ok: Proxy `http://127.0.0.1:4000` has 1 worker",
    module: "unknown: Module 0.1.0 runs in 1 worker and does not say its digest",
    release: "ok: Every worker runs LiteLLM 1.106.2, as declared",
    key: "ok: The key for `http://127.0.0.1:4000` is an administrator's",
    mount: "unknown: No worker says how the config is mounted",
    variables: "ok: 2 variables are set in worker `here:100` of proxy `http://127.0.0.1:4000`",
    layers: "ok: Declared, rendered, delivered and live agree",
    lock: "ok: Nobody holds the environment's lock",
    "left-over": "ok: No interrupted switch left anything behind",
    notes: "ok: Switches with a proof note here: 1 of 1",
    identity: "ok: Git commits as Ada <ada@example.org>",
  });
});

test("before the first switch nothing is delivered, and there are no notes to miss", async () => {
  expect(await examine(memoryWorld())).toMatchObject({
    layers: "warning: What is delivered is not what the layer before it says",
    notes: "ok: No switch was made yet, so none has a proof note",
  });
});

test("whoever holds the lock is named, and it is left to them", async () => {
  const world = memoryWorld();
  const { environment } = await loadHead(world.store, "default");
  await world.lock(environment).hold("a switch", async () => {
    expect(await examine(world)).toMatchObject({ lock: "warning: Environment `default` is busy: a switch" });
  });
  expect(await examine(world)).toMatchObject({ lock: "ok: Nobody holds the environment's lock" });
});

test("a file that has the bytes from before the newest switch was left over", async () => {
  const world = memoryWorld();
  const [before] = [...(await world.readWorkTree(["environments/default.yaml"])).values()];
  await switchProfile(world, { environment: "default", profile: "balanced" });
  await world.writeWorkTree("environments/default.yaml", before ?? "");
  expect(await examine(world)).toMatchObject({
    "left-over": "warning: An interrupted switch left `environments/default.yaml` as before it",
  });
});

test("a proxy that cannot be asked says so, and keeps nothing else from being looked at", async () => {
  const world = memoryWorld();
  world.proxy.refuse("proxy-unreachable");
  expect(await examine(world)).toMatchObject({
    workers: "error: Proxy `http://127.0.0.1:4000` refuses",
    key: "unknown: The role of the key for `http://127.0.0.1:4000` was not seen",
    identity: "ok: Git commits as Ada <ada@example.org>",
  });
});

test("without workers the key is not tried", async () => {
  const world = memoryWorld();
  world.proxy.answer(() => []);
  expect(await examine(world)).toMatchObject({
    key: "unknown: The role of the key for `http://127.0.0.1:4000` was not seen",
  });
});

test("the module is compared with the one shipped", async () => {
  const world = memoryWorld();
  world.proxy.answer(() => [{ ...world.applied(), module_sha256: shipped.sha256 }]);
  expect(await verifyModule(world, request)).toEqual({
    version: 1,
    environment: "default",
    checks: [
      {
        check: "module",
        state: "ok",
        message: "Module 0.1.0 runs in 1 worker, as shipped (SHA-256 aaaaaaaaaaaa)",
        fix: null,
      },
    ],
  });
});

test("a proxy without the module is an error of its own", async () => {
  const world = memoryWorld();
  world.proxy.refuse("module-not-loaded");
  expect((await verifyModule(world, request)).checks.map(({ state, message }) => [state, message])).toEqual([
    ["error", "Proxy `http://127.0.0.1:4000` refuses"],
    ["unknown", "No worker says which module it runs"],
  ]);
});

test("without proxies there is nothing to compare", async () => {
  const world = memoryWorld({ ...smallProject, "environments/default.yaml": "active: premium\n" });
  await expect(verifyModule(world, request)).rejects.toMatchObject({ code: "no-proxies" });
});
