import { describe, expect, test } from "vitest";
import { openAnswersAtHead } from "../../src/http/answers-at-head.ts";
import { openRecentAnswers } from "../../src/http/recent-answers.ts";
import { manualClock } from "../fakes/manual-clock.ts";

function open() {
  const clock = manualClock();
  const head = { commit: "a1", branch: "refs/heads/main" };
  let count = 0;
  const recent = openRecentAnswers(clock);
  const atHead = openAnswersAtHead({ head: async () => ({ ...head }) }, recent);
  const ask = (question = "list") => atHead([question], async (commit) => `${question} of ${commit}, ${(count += 1)}`);
  return { clock, head, recent, atHead, ask };
}

describe("answers at the head", () => {
  test("are read once while the head stays there", async () => {
    const { ask, clock, head } = open();
    expect(await ask()).toBe("list of a1, 1");
    await clock.sleep(5000);
    expect(await ask()).toBe("list of a1, 1");
    expect(await ask("validate")).toBe("validate of a1, 2");
    head.commit = "b2";
    await clock.sleep(5000);
    expect(await ask()).toBe("list of b2, 3");
  });

  test("keep no error", async () => {
    const { atHead, ask } = open();
    await expect(atHead(["list"], () => Promise.reject(new Error("no luck")))).rejects.toThrow("no luck");
    await Promise.resolve();
    expect(await ask()).toBe("list of a1, 1");
  });

  test("are not kept where the head moved while they were read", async () => {
    const { atHead, ask, head } = open();
    const moving = async (commit: string) => {
      head.commit = "b2";
      return `read while ${commit} went`;
    };
    expect(await atHead(["list"], moving)).toBe("read while a1 went");
    await new Promise(setImmediate);
    head.commit = "a1";
    expect(await ask()).toBe("list of a1, 1");
  });

  test("forget the oldest of many", async () => {
    const { ask } = open();
    for (let index = 1; index <= 501; index += 1) await ask(`q${index}`);
    expect(await ask("q2")).toBe("q2 of a1, 2");
    expect(await ask("q1")).toBe("q1 of a1, 502");
  });
});
