import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { onTestFinished } from "vitest";

/** A server of its own for the running test, on a free port; it remembers what it was asked. */
export async function listen(
  answer: RequestListener,
  place: { readonly host?: string; readonly port?: number } = {},
): Promise<{ url: string; port: number; asked: IncomingMessage[] }> {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  const url = await start(server, place);
  onTestFinished(() => stop(server));
  return { url, port: Number(new URL(url).port), asked };
}

/** A URL at which nobody listens any more. */
export async function closedUrl(): Promise<string> {
  const server = createServer();
  const url = await start(server);
  await stop(server);
  return url;
}

async function start(server: Server, { host = "127.0.0.1", port = 0 } = {}): Promise<string> {
  server.listen(port, host);
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server listens on no port");
  return `http://127.0.0.1:${address.port}`;
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
