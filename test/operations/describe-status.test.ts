import { describe, expect, test } from "vitest";
import { describeStatus } from "../../src/operations/describe-status.ts";
import { switchProfile } from "../../src/operations/switch-profile.ts";
import { memoryWorld, withOutputs } from "../fakes/memory-world.ts";
import { workerReport } from "../fakes/memory-proxy.ts";
import { smallProject } from "../fakes/small-project.ts";

const premium = { classification: "classification_premium", synthesis: "synthesis_premium" };
const balanced = { classification: "classification_balanced", synthesis: "synthesis_balanced" };
const premiumText = withOutputs(smallProject)["litellm_config.yaml"] ?? "";

async function worldInForce(sources = smallProject) {
  const world = memoryWorld(sources);
  await world.deliveries.deliver(premiumText);
  return world;
}

describe("the described status", () => {
  test("is valid where every worker has what the config in git names", async () => {
    const world = await worldInForce();
    expect(await describeStatus(world, "default")).toMatchObject({
      active_profile: "premium",
      active_mappings: premium,
      expected_mappings: premium,
      mapping_valid: true,
      mapping_reason: null,
      last_proof: null,
      available_profiles: ["balanced", "premium"],
    });
  });

  test("names the tasks that another group answers, in whichever worker", async () => {
    const world = await worldInForce();
    const old = world.applied();
    await switchProfile(world, { environment: "default", profile: "balanced" });
    world.proxy.answer(() => [{ ...world.applied(), pid: 101 }, old]);
    expect(await describeStatus(world, "default")).toMatchObject({
      active_profile: "balanced",
      active_mappings: premium,
      expected_mappings: balanced,
      mapping_valid: false,
      mapping_reason:
        "`classification` is answered by `classification_premium`, not `classification_balanced`; `synthesis` is answered by `synthesis_premium`, not `synthesis_balanced`",
    });
  });

  test("names a task that nobody answers, and one that nobody should", async () => {
    const world = await worldInForce();
    world.proxy.answer(() => [
      workerReport({ routing: { aliases: { synthesis: "synthesis_premium" }, fallbacks: [], ids: [] } }),
    ]);
    expect(await describeStatus(world, "default")).toMatchObject({
      mapping_valid: false,
      mapping_reason: "`classification` is answered by `nobody`, not `classification_premium`",
    });
    const { commit } = await world.store.head();
    await world.store.commit({ parent: commit, files: new Map([["litellm_config.yaml", null]]), message: "Forget it" });
    expect(await describeStatus(world, "default")).toMatchObject({
      expected_mappings: {},
      mapping_reason: "`synthesis` is answered by `synthesis_premium`, not `nobody`",
    });
  });

  test("is neither valid nor invalid where nothing answers, and says why", async () => {
    const world = await worldInForce();
    world.proxy.refuse("proxy-unreachable");
    expect(await describeStatus(world, "default")).toMatchObject({
      active_mappings: premium,
      mapping_valid: null,
      mapping_reason: "Proxy `http://127.0.0.1:4000` refuses",
    });
    world.proxy.refuse(undefined);
    world.proxy.answer(() => [workerReport()]);
    expect(await describeStatus(world, "default")).toMatchObject({
      mapping_valid: null,
      mapping_reason: "The proxy's workers are still starting",
    });
    const alone = await worldInForce({ ...smallProject, "environments/default.yaml": "active: premium\n" });
    expect(await describeStatus(alone, "default")).toMatchObject({
      mapping_valid: null,
      mapping_reason: "Environment `default` names no proxies to ask",
    });
  });

  test("has the newest proof that was noted for the environment", async () => {
    const world = await worldInForce();
    const first = await switchProfile(world, { environment: "default", profile: "balanced" });
    await world.clock.sleep(60_000);
    const second = await switchProfile(world, { environment: "default", profile: "premium" });
    const note = { v: 1, output_sha256: "0", outcome: "unproven", at: "2027-01-01T00:00:00.000Z", by: "x" } as const;
    await world.store.addNote(first.commit ?? "", { ...note, environment: "staging", workers: 0 });
    expect((await describeStatus(world, "default")).last_proof).toEqual({
      commit: second.commit,
      outcome: "proven",
      at: "2026-01-02T12:01:00.000Z",
      by: "Ada <ada@example.org>",
      workers: 1,
    });
  });
});
