import { describe, expect, test } from "vitest";
import { balanced, expectAnswer, openInForce, premium } from "../control-plane.ts";

describe("POST rollback", () => {
  test("undoes the newest switch, or the one that is named", async () => {
    const { post, world } = await openInForce();
    await post("switch", { profile: "balanced" });
    const undone = await post("rollback", { reason: "Too cheap" });
    expect(undone.statusCode).toBe(200);
    expectAnswer("SwitchAnswer", undone.json());
    expect(undone.json()).toMatchObject({ from_profile: "balanced", to_profile: "premium", reload_successful: true });
    expect(undone.json().active_mappings).toEqual(premium);
    const again = await post("rollback", { environment: "default", commit: undone.json().commit });
    expect(again.json()).toMatchObject({ success: true, to_profile: "balanced" });
    expect(again.json().active_mappings).toEqual(balanced);
    const [newest] = await world.store.log(["environments"]);
    expect(newest?.message).toContain(`This reverts commit ${undone.json().commit}`);
  });

  test("refuses what was never switched, and a commit that does not exist", async () => {
    const { post } = await openInForce();
    const nothing = await post("rollback", {});
    expect(nothing.statusCode).toBe(409);
    expect(nothing.json()).toMatchObject({ code: "nothing-to-roll-back" });
    expect((await post("rollback", { commit: "feedfeed" })).json()).toMatchObject({
      code: "unknown-commit",
      status: 404,
    });
    expect((await post("rollback", { commit: "--all" })).statusCode).toBe(400);
  });

  test("says that it was not proven", async () => {
    const { post, world } = await openInForce();
    await post("switch", { profile: "balanced" });
    const old = world.applied();
    world.proxy.answer(() => [old]);
    const answer = await post("rollback", {});
    expect(answer.statusCode).toBe(504);
    expectAnswer("NotProvenAnswer", answer.json());
    expect(answer.json()).toMatchObject({ success: false, rolled_back: true });
  });
});

describe("POST reload", () => {
  test("delivers what the head holds, and proves it", async () => {
    const { post, world } = await openInForce();
    await world.deliveries.deliver("model_list: []\n");
    const answer = await post("reload", {});
    expect(answer.statusCode).toBe(200);
    expectAnswer("ReloadAnswer", answer.json());
    expect(answer.json()).toMatchObject({
      success: true,
      reload_successful: true,
      environment: "default",
      profile: "premium",
      commit: (await world.store.head()).commit,
    });
    expect(world.deliveries.texts.at(-1)).toContain("classification_premium");
  });

  test("says that it was not proven", async () => {
    const { post, world } = await openInForce();
    world.proxy.refuse("proxy-unreachable");
    const answer = await post("reload", { environment: "default" });
    expect(answer.statusCode).toBe(504);
    expectAnswer("NotReloadedAnswer", answer.json());
    expect(answer.json()).toMatchObject({
      code: "not-proven",
      success: false,
      reload_successful: false,
      detail: "The config of environment `default` was not proven in time: Proxy `http://127.0.0.1:4000` refuses",
    });
  });
});
