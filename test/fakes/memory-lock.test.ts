import { describe } from "vitest";
import { lockContract } from "../contracts/lock-contract.ts";
import { memoryLock } from "./memory-lock.ts";

describe("the lock in memory", () => {
  lockContract({
    async open() {
      const lock = memoryLock("default");
      return { first: lock, second: lock, other: memoryLock("staging") };
    },
  });
});
