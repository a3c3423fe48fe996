import { Readable } from "node:stream";
import type { ControlEvent } from "../answers.ts";
import type { EventFeed, NumberedEvent } from "./event-feed.ts";

/** The feed for those who follow it over HTTP. */
export interface EventStreams {
  /**
   * Server-sent events until the listener goes: those from now on, and before them what was missed since `lastId`.
   * Undefined where too many listen already.
   */
  open(lastId?: string): Readable | undefined;
  end(): void;
}

const beatMilliseconds = 15_000;
/** Characters that wait for a listener who does not read; then it is let go, and can ask again for what it missed. */
const mostWaiting = 1024 * 1024;
export const mostListeners = 100;

export function openEventStreams(feed: EventFeed): EventStreams {
  const streams = new Set<Readable>();
  return {
    open(lastId) {
      if (streams.size >= mostListeners) return undefined;
      const stream = openStream(feed, lastId);
      streams.add(stream);
      stream.once("close", () => streams.delete(stream));
      return stream;
    },
    end() {
      for (const stream of streams) stream.push(null);
    },
  };
}

function openStream(feed: EventFeed, lastId: string | undefined): Readable {
  const stream = new Readable({ read() {} });
  const write = (text: string) => {
    stream.push(text);
    if (stream.readableLength > mostWaiting) stream.destroy();
  };
  write(": what happens from now on\n\n");
  const unsubscribe = feed.subscribe((event) => write(printEvent(event)), lastId);
  // So that whatever is in between does not take the silence for the end.
  const beat = setInterval(() => write(":\n\n"), beatMilliseconds);
  stream.once("close", () => {
    unsubscribe();
    clearInterval(beat);
  });
  return stream;
}

function printEvent({ id, event }: NumberedEvent): string {
  const data: ControlEvent = event;
  return `id: ${id}\nevent: ${event.event}\ndata: ${JSON.stringify(data)}\n\n`;
}
