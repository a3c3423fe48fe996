import { expect, test } from "vitest";
import type { StoredToken } from "../../src/domain/access.ts";
import type { TokenStore } from "../../src/ports/token-store.ts";

/** Two handles of one store, as two processes have them. */
export interface TokenStoresUnderTest {
  readonly open: () => Promise<{ first: TokenStore; second: TokenStore }>;
}

/** A token whose hash is not that of any text. */
export function storedToken(part: Partial<StoredToken> = {}): StoredToken {
  return {
    v: 1,
    id: "0a1b2c3d",
    name: "ci",
    role: "admin",
    sha256: "ab".repeat(32),
    created_at: "2026-01-02T12:00:00.000Z",
    created_by: "Ada <ada@example.org>",
    expires_at: null,
    ...part,
  };
}

export function tokenStoreContract({ open }: TokenStoresUnderTest): void {
  test("is empty at first", async () => {
    expect(await (await open()).first.list()).toEqual([]);
  });

  test("keeps tokens as they are, oldest first", async () => {
    const { first } = await open();
    const young = storedToken({ id: "00000001", name: "young", created_at: "2026-01-03T12:00:00.000Z" });
    const old = storedToken({ id: "00000002", name: "old", role: "viewer", expires_at: "2027-01-01T00:00:00.000Z" });
    await first.add(young);
    await first.add(old);
    expect(await first.list()).toEqual([old, young]);
  });

  test("sees at once what another process makes and revokes", async () => {
    const { first, second } = await open();
    await first.list();
    await second.add(storedToken());
    expect(await first.list()).toEqual([storedToken()]);
    expect(await second.remove("0a1b2c3d")).toBe(true);
    expect(await first.list()).toEqual([]);
  });

  test("has nothing to remove where there is none", async () => {
    const { first } = await open();
    expect(await first.remove("0a1b2c3d")).toBe(false);
    expect(await first.remove("../../x")).toBe(false);
  });
}
