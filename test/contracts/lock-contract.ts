import { expect, test } from "vitest";
import type { Lock } from "../../src/ports/lock.ts";

/** Two handles of one lock, as two processes have them; `other` is another environment's. */
export interface LocksUnderTest {
  readonly open: () => Promise<{ first: Lock; second: Lock; other: Lock }>;
}

export function lockContract({ open }: LocksUnderTest): void {
  test("returns what the work returns", async () => {
    const { first } = await open();
    expect(await first.hold("switch to balanced", async () => 42)).toBe(42);
  });

  test("refuses whoever comes while it is held, and names what the holder does", async () => {
    const { first, second } = await open();
    await first.hold("switch to balanced", async () => {
      await expect(second.hold("switch to premium", async () => "never")).rejects.toMatchObject({
        code: "busy",
        retry: "now",
        message: expect.stringContaining("switch to balanced"),
      });
    });
  });

  test("lets one of two in who come at once", async () => {
    const { first, second } = await open();
    const settled = await Promise.allSettled([
      first.hold("a", () => new Promise((resolve) => setImmediate(resolve, "a"))),
      second.hold("b", () => new Promise((resolve) => setImmediate(resolve, "b"))),
    ]);
    expect(settled.filter(({ status }) => status === "rejected").length).toBeLessThanOrEqual(1);
    expect(settled.some(({ status }) => status === "fulfilled")).toBe(true);
  });

  test("is free again after the work", async () => {
    const { first, second } = await open();
    await first.hold("a", async () => undefined);
    expect(await second.hold("b", async () => "mine")).toBe("mine");
  });

  test("is free again after work that failed, and passes its error on", async () => {
    const { first, second } = await open();
    const failing = first.hold("a", () => Promise.reject(new Error("no luck")));
    await expect(failing).rejects.toThrow("no luck");
    expect(await second.hold("b", async () => "mine")).toBe("mine");
  });

  test("does not bother another environment", async () => {
    const { first, other } = await open();
    expect(await first.hold("a", () => other.hold("b", async () => "both"))).toBe("both");
  });
}
