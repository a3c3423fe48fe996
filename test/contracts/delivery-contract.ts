import { expect, test } from "vitest";
import type { Failure } from "../../src/domain/failure.ts";
import type { Delivery } from "../../src/ports/delivery.ts";

/** One place that accepts, and one that refuses with a code, which the adapter under test makes. */
export interface DeliveryUnderTest {
  readonly open: () => Promise<Delivery>;
  readonly openRefusing: () => Promise<{ delivery: Delivery; code: Failure["code"] }>;
}

const sha256 = {
  "a: 1\n": "37b128c59f1f5097f73f82691cb519f1f568667faab5ced1b4ab979d36837eae",
};

export function deliveryContract({ open, openRefusing }: DeliveryUnderTest): void {
  test("has nothing before the first delivery", async () => {
    const delivery = await open();
    expect(await delivery.current()).toBeUndefined();
  });

  test("delivers a text, and says the same of it afterwards", async () => {
    const delivery = await open();
    const file = await delivery.deliver("a: 1\n");
    expect(file.path).toBe(delivery.path);
    expect(file.sha256).toBe(sha256["a: 1\n"]);
    expect(await delivery.current()).toEqual({ file, text: "a: 1\n" });
  });

  test("delivers equal bytes as a new file", async () => {
    const delivery = await open();
    const first = await delivery.deliver("a: 1\n");
    const second = await delivery.deliver("a: 1\n");
    expect(second.identity).not.toBe(first.identity);
    expect(second.sha256).toBe(first.sha256);
  });

  test("checks without delivering", async () => {
    const delivery = await open();
    await delivery.check();
    expect(await delivery.current()).toBeUndefined();
  });

  test("refuses the check and the delivery alike", async () => {
    const { delivery, code } = await openRefusing();
    await expect(delivery.check()).rejects.toMatchObject({ name: "Failure", code });
    await expect(delivery.deliver("a: 1\n")).rejects.toMatchObject({ name: "Failure", code });
  });
}
