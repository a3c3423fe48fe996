import { describe, expect, test } from "vitest";
import type { ControlEvent } from "../../../src/http/answers.ts";
import { openEventFeed } from "../../../src/http/events/event-feed.ts";

function event(environment: string): ControlEvent {
  return {
    event: "requested",
    change: "switch",
    environment,
    at: "2026-01-02T12:00:00.000Z",
    request_id: "r1",
    by: "Ada",
  };
}

describe("the feed of events", () => {
  test("numbers what happens, and tells all who listen, until they go", () => {
    const feed = openEventFeed("run");
    const [first, second]: string[][] = [[], []];
    const stop = feed.subscribe(({ id }) => first?.push(id));
    feed.subscribe(({ id, event: { environment } }) => second?.push(`${id} ${environment}`));
    feed.publish(event("a"));
    stop();
    feed.publish(event("b"));
    expect(first).toEqual(["run-1"]);
    expect(second).toEqual(["run-1 a", "run-2 b"]);
  });

  test.for([
    { last: "run-1", missed: ["run-2", "run-3"] },
    { last: "run-3", missed: [] },
    { last: undefined, missed: [] },
    { last: "another-7", missed: ["run-1", "run-2", "run-3"] },
  ])("brings what was missed since $last", ({ last, missed }) => {
    const feed = openEventFeed("run");
    for (const name of ["a", "b", "c"]) feed.publish(event(name));
    const heard: string[] = [];
    feed.subscribe(({ id }) => heard.push(id), last);
    expect(heard).toEqual(missed);
  });

  test("keeps the last thousand", () => {
    const feed = openEventFeed("run");
    for (let index = 0; index < 1002; index += 1) feed.publish(event("a"));
    const heard: string[] = [];
    feed.subscribe(({ id }) => heard.push(id), "run-0");
    expect([heard.length, heard[0], heard.at(-1)]).toEqual([1000, "run-3", "run-1002"]);
  });
});
