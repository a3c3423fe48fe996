import type { FastifyInstance } from "fastify";
import { Failure } from "../domain/failure.ts";

export interface Listening {
  /** Without a slash at its end. */
  readonly url: string;
  readonly port: number;
}

/** Listens on a port of this machine, where no other address is said; 0 takes a free one. Throws `port-taken`. */
export async function listen(server: FastifyInstance, port: number, host = "127.0.0.1"): Promise<Listening> {
  try {
    await server.listen({ host, port });
  } catch (error) {
    throw refusedPort(error, port) ?? error;
  }
  const address = server.server.address();
  if (address === null || typeof address === "string") throw new Error("The server listens on no port");
  return { url: `http://${host}:${address.port}`, port: address.port };
}

function refusedPort(error: unknown, port: number): Failure | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const hint = "Take another one by `--port`, or `--port 0` for any that is free";
  if (code === "EADDRINUSE") {
    return new Failure("port-taken", `Another program listens on port ${port}`, hint, { cause: error });
  }
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
    return new Failure(
      "port-taken",
      "This machine has no such address to listen on",
      "Name one of its own by `--host`",
      {
        cause: error,
      },
    );
  }
  if (code !== "EACCES") return undefined;
  return new Failure("port-taken", `This user may not listen on port ${port}`, hint, { cause: error });
}
