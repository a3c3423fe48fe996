import { describe, expect, test } from "vitest";
import { readStatus } from "../../src/operations/read-status.ts";
import { switchProfile } from "../../src/operations/switch-profile.ts";
import { memoryWorld, withOutputs } from "../fakes/memory-world.ts";
import { smallProject } from "../fakes/small-project.ts";

const output = "litellm_config.yaml";
const premiumText = withOutputs(smallProject)[output] ?? "";

async function worldInForce() {
  const world = memoryWorld();
  await world.deliveries.deliver(premiumText);
  return world;
}

describe("the status", () => {
  test("names the profile of every layer, and no drift", async () => {
    const world = await worldInForce();
    const status = await readStatus(world, "default");
    expect(status).toMatchObject({
      version: 1,
      environment: "default",
      branch: "refs/heads/main",
      layers: {
        declared: { profile: "premium" },
        rendered: { path: output, profile: "premium" },
        delivered: { path: "/proxy/litellm_config.yaml", profile: "premium" },
        live: {
          profile: "premium",
          proof: { outcome: "proven", workers: 1 },
          proxies: [{ url: "http://127.0.0.1:4000", failure: null, workers: [{ pid: 100, state: "applied" }] }],
        },
      },
      drift: null,
      armed: null,
      disarm: null,
      agent: null,
      warnings: [],
    });
    expect(world.deliveries.texts).toHaveLength(1);
  });

  test("asks each proxy once", async () => {
    const world = await worldInForce();
    let asked = 0;
    world.proxy.answer(() => {
      asked += 1;
      return [world.applied()];
    });
    await readStatus(world, "default");
    expect(asked).toBe(1);
  });

  test("does not take a checkout with line ends of Windows for edits", async () => {
    const world = await worldInForce();
    const paths = ["environments/default.yaml", "litellm_config.yaml"];
    for (const [path, text] of await world.readWorkTree(paths)) {
      await world.store.writeWorkFile(path, text.replaceAll("\n", "\r\n"));
    }
    expect((await readStatus(world, "default")).warnings).toEqual([]);
  });

  test("names the config in git where the sources give another one", async () => {
    const world = await worldInForce();
    const { commit } = await world.store.head();
    const files = { "environments/default.yaml": "active: balanced\n" };
    await world.store.moveBranch(await world.store.makeCommit([commit], files, "Edit by hand"));
    const status = await readStatus(world, "default");
    expect(status).toMatchObject({
      layers: { declared: { profile: "balanced" }, rendered: { profile: "premium" } },
      drift: "rendered",
    });
    expect(status.warnings).toEqual([
      "`environments/default.yaml` has uncommitted edits, which no command but `render` looks at",
    ]);
  });

  test("names the delivery where it is behind, or missing", async () => {
    const world = await worldInForce();
    await switchProfile(world, { environment: "default", profile: "balanced" });
    await world.deliveries.deliver(premiumText);
    expect(await readStatus(world, "default")).toMatchObject({
      layers: { rendered: { profile: "balanced" }, delivered: { profile: "premium" }, live: { profile: "premium" } },
      drift: "delivered",
    });
    expect(await readStatus(memoryWorld(), "default")).toMatchObject({
      layers: {
        delivered: null,
        live: { profile: null, proof: { outcome: "unproven", doubts: [{ seen: "Nothing was delivered yet" }] } },
      },
      drift: "delivered",
      armed: null,
      disarm: null,
      agent: null,
    });
  });

  test("names the proxies where they have something else in force", async () => {
    const world = await worldInForce();
    const before = world.applied();
    await world.deliveries.deliver(premiumText);
    world.proxy.answer(() => [world.applied(), { ...before, pid: 101 }]);
    expect(await readStatus(world, "default")).toMatchObject({
      layers: { live: { profile: "premium", proof: { outcome: "unproven", doubts: [{ worker: "here:101" }] } } },
      drift: "live",
    });
    const other = { aliases: { classification: "classification_other" }, fallbacks: [], ids: [] };
    world.proxy.answer(() => [world.applied(), { ...world.applied(), pid: 101, routing: other }]);
    expect(await readStatus(world, "default")).toMatchObject({ layers: { live: { profile: null } } });
  });

  test("warns of a proxy whose config is a single mounted file, also while all agree", async () => {
    const world = await worldInForce();
    world.proxy.answer(() => [world.applied(), { ...world.applied(), pid: 101, single_file_mount: true }]);
    expect(await readStatus(world, "default")).toMatchObject({
      drift: null,
      warnings: [
        "Proxy `http://127.0.0.1:4000` reads a single mounted file, which no delivery reaches before a restart: mount its folder (Kubernetes without `subPath`, docker `-v folder:folder`)",
      ],
    });
    world.proxy.answer(() => [{ ...world.applied(), single_file_mount: false }]);
    expect(await readStatus(world, "default")).toMatchObject({ warnings: [] });
  });

  test("says of a proxy that it is down", async () => {
    const world = await worldInForce();
    world.proxy.refuse("proxy-unreachable");
    expect(await readStatus(world, "default")).toMatchObject({
      layers: {
        live: {
          profile: null,
          proxies: [{ url: "http://127.0.0.1:4000", failure: "Proxy `http://127.0.0.1:4000` refuses", workers: [] }],
        },
      },
      drift: "live",
    });
  });

  test("has no live layer without proxies", async () => {
    const world = memoryWorld({ ...smallProject, "environments/default.yaml": "active: premium\n" });
    await world.deliveries.deliver(premiumText);
    expect(await readStatus(world, "default")).toMatchObject({
      layers: { live: { profile: null, proof: { outcome: "not configured" }, proxies: [] } },
      drift: null,
    });
  });

  test("warns of a refused file that the next start would read", async () => {
    const world = await worldInForce();
    world.proxy.answer(() => [{ ...world.applied(), state: "refused", error: "Variable `KEY` is unset" }]);
    expect(await readStatus(world, "default")).toMatchObject({
      armed: "`/proxy/litellm_config.yaml` was refused by `here:100`: Variable `KEY` is unset",
      disarm: `npx litellm-profiles rollback ${world.store.tip.slice(0, 12)}`,
    });
    world.proxy.answer(() => [{ ...world.applied(), state: "refused" }]);
    expect((await readStatus(world, "default")).armed).toContain("without a reason");
  });

  test.for([
    {
      text: `${premiumText.split("\n").slice(0, 4).join("\n")}\n`,
      armed: "`/proxy/litellm_config.yaml` was cut short",
    },
    { text: "model_list: [", armed: expect.stringContaining("cannot be read: line ") },
  ])("warns of a delivered file that is broken: $armed", async ({ text, armed }) => {
    const world = await worldInForce();
    await world.deliveries.deliver(text);
    expect(await readStatus(world, "default")).toMatchObject({
      armed,
      disarm: "npx litellm-profiles deliver",
      drift: "delivered",
    });
  });

  test("can be had with a detached head", async () => {
    const world = await worldInForce();
    await world.store.detach();
    expect(await readStatus(world, "default")).toMatchObject({ branch: null, drift: null });
  });

  test("passes a defect on", async () => {
    const world = await worldInForce();
    world.proxy.workers = () => Promise.reject(new TypeError("a defect"));
    await expect(readStatus(world, "default")).rejects.toThrow("a defect");
  });
});
