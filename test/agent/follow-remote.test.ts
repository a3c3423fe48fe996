import { expect, test } from "vitest";
import { followRemote } from "../../src/agent/follow-remote.ts";
import { openAlarm } from "../../src/agent/open-alarm.ts";
import type { PassOutcome, PassResult } from "../../src/domain/pass.ts";

const hour = 3_600_000;
const clock = { now: () => new Date("2026-01-02T12:00:00Z") };

function resultOf(outcome: PassOutcome): PassResult {
  const at = "2026-01-02T12:00:00.000Z";
  const times = { started_at: at, ended_at: at };
  const what = { version: 1, environment: "default", remote: "origin", commit: null, conditions: [] } as const;
  return { ...what, ...times, outcome, due: null, delivery: null, warnings: [] };
}

/** An agent whose passes come to these outcomes, then to nothing new. */
function agentOf(outcomes: PassOutcome[]) {
  let isClosed = false;
  return {
    pass: async () => resultOf(outcomes.shift() ?? "unchanged"),
    close: async () => {
      isClosed = true;
    },
    isClosed: () => isClosed,
  };
}

test("passes come one after the other, later where they fail, until it is stopped", async () => {
  const agent = agentOf(["applied", "failed", "failed", "refused"]);
  const controller = new AbortController();
  const [waits, told]: [number[], string[]] = [[], []];
  await followRemote({
    agent,
    clock,
    everyMilliseconds: 30_000,
    random: () => 0.5,
    signal: controller.signal,
    tell: ({ outcome }) => void told.push(outcome),
    alarm: {
      async wait(milliseconds) {
        waits.push(milliseconds);
        if (waits.length === 5) controller.abort();
      },
    },
  });
  expect(told).toEqual(["applied", "failed", "failed", "refused", "unchanged"]);
  expect(waits).toEqual([30_000, 60_000, 120_000, 30_000, 30_000]);
  expect(agent.isClosed()).toBe(true);
});

const noon = { at: "2026-01-02T12:20:00Z", kind: "ends", from: "premium", to: "balanced" } as const;
const evening = { ...noon, at: "2026-01-02T20:00:00Z" };

test.for([
  { what: "what comes due", next: noon, resting: [] },
  { what: "what is tried again", next: evening, resting: [evening, noon] },
])("the moment of $what comes before the end of a wait", async ({ next, resting }) => {
  const controller = new AbortController();
  const waits: number[] = [];
  const none = { due: [], break_glass: null, delivery: null, result: null, failure: null };
  const due = { ...none, environment: "default", next, resting };
  await followRemote({
    agent: { pass: async () => ({ ...resultOf("held"), due }), close: async () => undefined },
    clock: { now: () => new Date("2026-01-02T12:19:48Z") },
    everyMilliseconds: hour,
    random: () => 0.5,
    signal: controller.signal,
    tell: () => undefined,
    alarm: {
      async wait(milliseconds) {
        waits.push(milliseconds);
        controller.abort();
      },
    },
  });
  expect(waits).toEqual([12_000]);
});

test("none begins after it was stopped, and the target is let go", async () => {
  const agent = agentOf([]);
  const told: PassResult[] = [];
  const tell = (result: PassResult) => void told.push(result);
  const signal = AbortSignal.abort();
  await followRemote({ agent, clock, everyMilliseconds: hour, random: () => 0, signal, tell, alarm: openAlarm() });
  expect(told).toEqual([]);
  expect(agent.isClosed()).toBe(true);
});

test("a defect ends it, and lets the target go", async () => {
  const agent = { ...agentOf([]), pass: () => Promise.reject(new Error("a defect")) };
  const { signal } = new AbortController();
  const following = {
    agent,
    clock,
    everyMilliseconds: hour,
    random: () => 0,
    signal,
    tell: () => undefined,
    alarm: openAlarm(),
  };
  await expect(followRemote(following)).rejects.toThrow("a defect");
  expect(agent.isClosed()).toBe(true);
});

test("whoever waits is woken by ringing, by stopping, and by time", async () => {
  const alarm = openAlarm();
  const { signal } = new AbortController();
  const rung = alarm.wait(hour, signal);
  alarm.ring();
  await expect(rung).resolves.toBeUndefined();
  const controller = new AbortController();
  const stopped = alarm.wait(hour, controller.signal);
  controller.abort();
  await expect(stopped).resolves.toBeUndefined();
  await alarm.wait(hour, controller.signal);
  await expect(alarm.wait(1, signal)).resolves.toBeUndefined();
});

test("whoever rings during a pass is heard after it, and many rings are one", async () => {
  const alarm = openAlarm();
  const { signal } = new AbortController();
  alarm.ring();
  alarm.ring();
  await alarm.wait(hour, signal);
  let isWoken = false;
  const second = alarm.wait(hour, signal).then(() => (isWoken = true));
  await new Promise((resolve) => setImmediate(resolve));
  expect(isWoken).toBe(false);
  alarm.ring();
  await second;
});
