import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { expect, test } from "vitest";
import { findFreePort } from "../../src/local-proxy/free-port.ts";

async function listen(port: number, host: string): Promise<{ server: Server; port: number }> {
  const server = createServer().listen(port, host);
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("A TCP server has no port");
  return { server, port: address.port };
}

test.each(["127.0.0.1", "0.0.0.0"])("takes the next port where one is taken on %s", async (host) => {
  const { server, port } = await listen(0, host);
  expect(await findFreePort(port)).toBeGreaterThan(port);
  server.close();
  await once(server, "close");
  expect(await findFreePort(port)).toBe(port);
});
