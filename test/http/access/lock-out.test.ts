import { describe, expect, test } from "vitest";
import { openLockOut } from "../../../src/http/access/lock-out.ts";
import { manualClock } from "../../fakes/manual-clock.ts";

const minute = 60_000;

describe("the lock-out", () => {
  test("keeps an address out after ten wrong tokens within a minute, for a quarter of an hour", async () => {
    const clock = manualClock();
    const lockOut = openLockOut(clock);
    for (let count = 1; count <= 9; count += 1) lockOut.failed("203.0.113.9");
    expect(lockOut.secondsLeft("203.0.113.9")).toBe(0);
    lockOut.failed("203.0.113.9");
    expect(lockOut.secondsLeft("203.0.113.9")).toBe(900);
    expect(lockOut.secondsLeft("203.0.113.10")).toBe(0);
    await clock.sleep(15 * minute - 1);
    expect(lockOut.secondsLeft("203.0.113.9")).toBe(1);
    await clock.sleep(1);
    expect(lockOut.secondsLeft("203.0.113.9")).toBe(0);
    lockOut.failed("203.0.113.9");
    expect(lockOut.secondsLeft("203.0.113.9")).toBe(0);
  });

  test("forgets slips after a minute, and after a good token", async () => {
    const clock = manualClock();
    const lockOut = openLockOut(clock);
    for (let count = 1; count <= 9; count += 1) lockOut.failed("a");
    await clock.sleep(minute);
    lockOut.failed("a");
    expect(lockOut.secondsLeft("a")).toBe(0);
    for (let count = 1; count <= 8; count += 1) lockOut.failed("a");
    lockOut.succeeded("a");
    lockOut.failed("a");
    expect(lockOut.secondsLeft("a")).toBe(0);
  });

  test("is not ended by a good token", () => {
    const lockOut = openLockOut(manualClock());
    for (let count = 1; count <= 10; count += 1) lockOut.failed("a");
    lockOut.succeeded("a");
    expect(lockOut.secondsLeft("a")).toBe(900);
  });

  test("remembers no more than ten thousand addresses", () => {
    const lockOut = openLockOut(manualClock());
    for (let count = 1; count <= 10; count += 1) lockOut.failed("first");
    for (let index = 0; index < 9999; index += 1) lockOut.failed(`address ${index}`);
    expect(lockOut.secondsLeft("first")).toBe(900);
    lockOut.failed("one more");
    expect(lockOut.secondsLeft("first")).toBe(0);
  });
});
