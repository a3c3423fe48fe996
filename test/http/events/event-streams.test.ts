import { once } from "node:events";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { ControlEvent } from "../../../src/http/answers.ts";
import { openEventFeed, type EventFeed } from "../../../src/http/events/event-feed.ts";
import { openEventStreams } from "../../../src/http/events/event-streams.ts";

const committed: ControlEvent = {
  event: "committed",
  change: "switch",
  environment: "default",
  commit: "a1",
  at: "2026-01-02T12:00:00.000Z",
  request_id: "r1",
  by: "Ada\nevent: forged",
};

describe("streams of events", () => {
  test("print each as a server-sent event, and end when the server does", async () => {
    const feed = openEventFeed("run");
    const streams = openEventStreams(feed);
    const stream = streams.open();
    feed.publish(committed);
    streams.end();
    let text = "";
    for await (const chunk of stream ?? []) text += String(chunk);
    expect(text).toBe(
      `: what happens from now on\n\nid: run-1\nevent: committed\ndata: ${JSON.stringify(committed)}\n\n`,
    );
    expect(text.split("\n").filter((line) => line.startsWith("event:"))).toEqual(["event: committed"]);
  });

  test("let go who does not read, and hear no more for them", async () => {
    const feed = openEventFeed("run");
    const subscribed = new Set<object>();
    const counting: EventFeed = {
      ...feed,
      subscribe(listen, lastId) {
        subscribed.add(listen);
        const stop = feed.subscribe(listen, lastId);
        return () => {
          subscribed.delete(listen);
          stop();
        };
      },
    };
    const stream = openEventStreams(counting).open();
    expect(subscribed.size).toBe(1);
    const closed = stream && once(stream, "close");
    feed.publish({ ...committed, by: "x".repeat(1024 * 1024) });
    await closed;
    expect(stream?.destroyed).toBe(true);
    expect(subscribed.size).toBe(0);
    feed.publish(committed);
  });

  test.for([
    { what: "may no longer listen", mayListen: async () => false },
    { what: "cannot be judged", mayListen: () => Promise.reject(new Error("The disk is gone")) },
  ])("end for who $what, before anything more is told", async ({ mayListen }) => {
    const feed = openEventFeed("run");
    const stream = openEventStreams(feed).open({ mayListen });
    feed.publish(committed);
    feed.publish(committed);
    let text = "";
    for await (const chunk of stream ?? []) text += String(chunk);
    expect(text).toBe(": what happens from now on\n\n");
  });

  test("ask again with every beat", async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    let may = true;
    const stream = openEventStreams(openEventFeed("run")).open({ mayListen: async () => may });
    await vi.advanceTimersByTimeAsync(15_000);
    may = false;
    await vi.advanceTimersByTimeAsync(15_000);
    let text = "";
    for await (const chunk of stream ?? []) text += String(chunk);
    expect(text).toBe(": what happens from now on\n\n:\n\n");
  });

  test("are a hundred at most, and one more when one has gone", async () => {
    const streams = openEventStreams(openEventFeed("run"));
    const [first] = Array.from({ length: 100 }, () => streams.open());
    expect(streams.open()).toBeUndefined();
    const closed = first && once(first, "close");
    first?.destroy();
    await closed;
    expect(streams.open()).toBeDefined();
  });
});
