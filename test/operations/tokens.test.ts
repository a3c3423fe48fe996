import { describe, expect, test } from "vitest";
import { checkToken } from "../../src/operations/check-token.ts";
import { createToken } from "../../src/operations/create-token.ts";
import { revokeToken } from "../../src/operations/revoke-token.ts";
import { maskSecrets } from "../../src/domain/secret.ts";
import { memoryTokenStore } from "../fakes/memory-token-store.ts";
import { manualClock } from "../fakes/manual-clock.ts";

function open() {
  const tokens = memoryTokenStore();
  const clock = manualClock();
  return { tokens, clock, world: { clock, actor: { name: "Ada", email: "ada@example.org" } } };
}

describe("a token that is made", () => {
  test("is kept as a hash, and says who made it", async () => {
    const { tokens, world } = open();
    const { token, stored } = await createToken(tokens, world, { name: "ci", role: "admin", days: 90 });
    expect(token).toMatch(/^lpt_[0-9a-f]{8}_[A-Za-z0-9_-]{43}$/);
    expect(stored).toEqual({
      v: 1,
      id: token.slice(4, 12),
      name: "ci",
      role: "admin",
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      created_at: "2026-01-02T12:00:00.000Z",
      created_by: "Ada <ada@example.org>",
      expires_at: "2026-04-02T12:00:00.000Z",
    });
    expect(JSON.stringify(await tokens.list())).not.toContain(token.slice(13));
    expect(maskSecrets(`it is ${token} there`)).toBe(`it is ${"*".repeat(token.length)} there`);
  });

  test("has a name of its own, as long as it is in use", async () => {
    const { tokens, world, clock } = open();
    await createToken(tokens, world, { name: "ci", role: "admin", days: 1 });
    await expect(createToken(tokens, world, { name: "ci", role: "viewer" })).rejects.toMatchObject({
      code: "token-name-taken",
    });
    await clock.sleep(24 * 60 * 60 * 1000);
    expect((await createToken(tokens, world, { name: "ci", role: "viewer" })).stored.expires_at).toBeNull();
  });

  test.for(["", "c", "-ci", "ci\nProfile-By: root", "ci <root@x>", "a".repeat(65), "ci "])(
    "may not be called %j",
    async (name) => {
      const { tokens, world } = open();
      await expect(createToken(tokens, world, { name, role: "admin" })).rejects.toMatchObject({
        code: "bad-token-name",
      });
      expect(await tokens.list()).toEqual([]);
    },
  );
});

describe("a token that is presented", () => {
  test("lets its bearer in until it ends", async () => {
    const { tokens, world, clock } = open();
    const { token, stored } = await createToken(tokens, world, { name: "ci", role: "admin", days: 1 });
    expect(checkToken(token, await tokens.list(), clock.now())).toEqual(stored);
    await clock.sleep(24 * 60 * 60 * 1000);
    expect(checkToken(token, await tokens.list(), clock.now())).toBeUndefined();
    expect(checkToken("lpt_", [], clock.now())).toBeUndefined();
  });
});

describe("a token that is revoked", () => {
  test("is named by its id or its name", async () => {
    const { tokens, world, clock } = open();
    const first = await createToken(tokens, world, { name: "ci", role: "admin", days: 1 });
    await clock.sleep(24 * 60 * 60 * 1000);
    const second = await createToken(tokens, world, { name: "ci", role: "admin" });
    const third = await createToken(tokens, world, { name: "dashboard", role: "viewer" });
    expect(await revokeToken(tokens, third.stored.id)).toEqual([third.stored]);
    expect(await revokeToken(tokens, "ci")).toEqual([first.stored, second.stored]);
    expect(await tokens.list()).toEqual([]);
  });

  test("must exist", async () => {
    const { tokens, world } = open();
    await createToken(tokens, world, { name: "dashboard", role: "viewer" });
    await expect(revokeToken(tokens, "dashbord")).rejects.toMatchObject({
      code: "unknown-token",
      nearest: ["dashboard"],
      hint: "Did you mean `dashboard`?",
    });
  });
});
