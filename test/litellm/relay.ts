import { EventEmitter, on, once } from "node:events";
import { createServer, request } from "node:http";
import { pipeline } from "node:stream/promises";
import { onTestFinished } from "vitest";

/** Stands between the commands and a proxy. */
export interface Relay {
  readonly url: string;
  /** From now on it takes questions, and passes none on. */
  hold(): void;
  /** Passes on what it held, and what comes. */
  release(): void;
  /** Waits until it holds as many questions. */
  held(count: number): Promise<void>;
}

/** Starts a relay to a proxy. Ends with the test. */
export async function startRelay(target: string): Promise<Relay> {
  const news = new EventEmitter();
  let isHolding = false;
  let count = 0;
  const server = createServer(async (question, answer) => {
    if (isHolding) {
      count += 1;
      news.emit("held");
      await once(news, "released");
    }
    const place = new URL(question.url ?? "", target);
    const forwarded = request(place, { method: question.method, headers: question.headers });
    forwarded.on("error", () => answer.destroy());
    forwarded.on("response", (response) => {
      answer.writeHead(response.statusCode ?? 500, response.headers);
      pipeline(response, answer).catch(() => answer.destroy());
    });
    question.pipe(forwarded);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The relay has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    hold() {
      isHolding = true;
    },
    release() {
      isHolding = false;
      news.emit("released");
    },
    async held(enough) {
      if (count >= enough) return;
      for await (const _ of on(news, "held")) if (count >= enough) return;
    },
  };
}
