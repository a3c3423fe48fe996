import { once } from "node:events";
import { InvalidArgumentError, type Command } from "commander";
import { composeWorlds, readVersion } from "../../compose.ts";
import { listen, type Listening } from "../../http/listen.ts";
import { openServer } from "../../http/open-server.ts";
import { addExamples, addFormat, type FormatOptions } from "../options.ts";
import type { Output, Run, Terminal } from "../output.ts";

interface ServeOptions extends FormatOptions {
  readonly port: number;
}

export function define(command: Command, run: Run): void {
  command
    .description(
      `Offer switch, status, plan, history and the rest over HTTP, on this machine, until Ctrl-C.

The calls are described by /openapi.json, as OpenAPI 3.1. A switch under way is finished before the server stops.`,
    )
    .option("-p, --port <number>", "the port on 127.0.0.1; 0 takes a free one", readPort, 8000)
    .action((options: ServeOptions) => run(options.format, (terminal) => serve(options, terminal)));
  addFormat(command);
  addExamples(command, [
    ["serve", "on http://127.0.0.1:8000"],
    ["serve --port 0 --json", "on any free port, which is printed"],
  ]);
}

async function serve({ port, format }: ServeOptions, terminal: Terminal): Promise<Output> {
  const stopped = terminal.untilStopped();
  const server = await openServer({
    openWorld: await composeWorlds(),
    version: readVersion(),
    log: { write: terminal.remark },
  });
  try {
    const listening = await listen(server, port);
    terminal.say(format === "json" ? printJson(listening) : printText(listening));
    if (!stopped.aborted) await once(stopped, "abort");
  } finally {
    await server.close();
  }
  return { stdout: "", exitCode: 0 };
}

function printJson(listening: Listening): string {
  return `${JSON.stringify({ version: 1, ...listening })}\n`;
}

function printText({ url }: Listening): string {
  return `litellm-profiles listens on ${url}; what can be called says ${url}/openapi.json
  curl ${url}/admin/profiles/status
Ctrl-C stops it.
`;
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError("Give a number from 0 to 65535");
}
