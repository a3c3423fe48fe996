import { expect, test } from "vitest";
import type { Pass } from "../../src/domain/pass.ts";
import type { PassLog } from "../../src/ports/pass-log.ts";

export interface PassLogUnderTest {
  readonly open: () => Promise<PassLog>;
}

export const somePass: Pass = {
  version: 1,
  environment: "default",
  remote: "origin",
  commit: "c".repeat(40),
  outcome: "applied",
  conditions: [{ type: "Fetched", status: "true", reason: "ahead", message: "One", since: "2026-01-02T12:00:00.000Z" }],
  started_at: "2026-01-02T12:00:00.000Z",
  ended_at: "2026-01-02T12:00:01.000Z",
};

export function passLogContract({ open }: PassLogUnderTest): void {
  test("has nothing to tell at first", async () => {
    expect(await (await open()).read("default")).toBeUndefined();
  });

  test("tells what was written last, of one environment", async () => {
    const log = await open();
    await log.write(somePass);
    await log.write({ ...somePass, environment: "staging", outcome: "held" });
    const later: Pass = { ...somePass, outcome: "unchanged" };
    await log.write(later);
    expect(await log.read("default")).toEqual(later);
    expect(await log.read("staging")).toMatchObject({ outcome: "held" });
  });
}
