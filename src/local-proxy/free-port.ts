import { once } from "node:events";
import { createServer } from "node:net";

/** The first port from `first` on that nobody listens on, on any address of this machine. */
export async function findFreePort(first: number): Promise<number> {
  for (let port = first; port < first + 1000; port++) {
    if (await isFree(port)) return port;
  }
  throw new Error(`No port from ${first} to ${first + 999} is free`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port);
    await once(server, "listening");
    server.close();
    await once(server, "close");
    return true;
  } catch {
    return false;
  }
}
