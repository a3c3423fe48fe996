import { Readable } from "node:stream";
import type { ControlEvent } from "../answers.ts";
import type { EventFeed, NumberedEvent } from "./event-feed.ts";

/** The feed for those who follow it over HTTP. */
export interface EventStreams {
  /** Server-sent events until the listener goes, or may no longer listen. Undefined where too many listen already. */
  open(listener?: Listener): Readable | undefined;
  end(): void;
}

export interface Listener {
  /** What was heard last: what was missed since comes first. */
  readonly lastId?: string | undefined;
  /** Asked before each event, and every 15 seconds; absent, always. */
  readonly mayListen?: () => Promise<boolean>;
}

const beatMilliseconds = 15_000;
/** Characters that wait for a listener who does not read; then it is let go, and can ask again for what it missed. */
const mostWaiting = 1024 * 1024;
export const mostListeners = 100;

export function openEventStreams(feed: EventFeed): EventStreams {
  const streams = new Map<Readable, () => void>();
  return {
    open(listener = {}) {
      if (streams.size >= mostListeners) return undefined;
      const { stream, end } = openStream(feed, listener);
      streams.set(stream, end);
      stream.once("close", () => streams.delete(stream));
      return stream;
    },
    end() {
      for (const end of streams.values()) end();
    },
  };
}

function openStream(feed: EventFeed, { lastId, mayListen = async () => true }: Listener) {
  const stream = new Readable({ read() {} });
  const whenOver: (() => void)[] = [];
  let isOver = false;
  const stop = () => {
    isOver = true;
    for (const each of whenOver) each();
  };
  const end = () => {
    if (!isOver) stream.push(null);
    stop();
  };
  const push = (text: string) => {
    if (isOver) return;
    stream.push(text);
    if (stream.readableLength > mostWaiting) stream.destroy();
  };
  let turn: Promise<void> = Promise.resolve();
  const write = (text: string) => {
    turn = turn.then(mayListen).then((may) => (may ? push(text) : end()), end);
  };
  push(": what happens from now on\n\n");
  whenOver.push(feed.subscribe((event) => write(printEvent(event)), lastId));
  // So that whatever is in between does not take the silence for the end.
  const beat = setInterval(() => write(":\n\n"), beatMilliseconds);
  whenOver.push(() => clearInterval(beat));
  stream.once("close", stop);
  return { stream, end: () => void turn.then(end) };
}

function printEvent({ id, event }: NumberedEvent): string {
  const data: ControlEvent = event;
  return `id: ${id}\nevent: ${event.event}\ndata: ${JSON.stringify(data)}\n\n`;
}
