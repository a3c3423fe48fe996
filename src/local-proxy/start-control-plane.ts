import { listen } from "../http/listen.ts";
import { openServer, type ServerOptions } from "../http/open-server.ts";
import { findFreePort } from "./free-port.ts";

const firstPort = 8000;

/** A control plane that listens. */
export interface RunningControlPlane {
  readonly url: string;
  /** Finishes the switch that is under way first. */
  close(): Promise<void>;
}

/** Starts the control plane for this machine only, on port 8000 or the next free one. */
export async function startControlPlane(parts: Omit<ServerOptions, "local">): Promise<RunningControlPlane> {
  const server = await openServer({ ...parts, local: true });
  const { port } = await listen(server, await findFreePort(firstPort));
  let closing: Promise<void> | undefined;
  return { url: `http://localhost:${port}`, close: () => (closing ??= server.close().then(() => undefined)) };
}
