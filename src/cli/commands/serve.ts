import { once } from "node:events";
import type { Command } from "commander";
import { composeControlPlane } from "../../compose.ts";
import { listen, type Listening } from "../../http/listen.ts";
import { openServer } from "../../http/open-server.ts";
import { addExamples, addFormat, type FormatOptions } from "../options.ts";
import type { Output, Run, Terminal } from "../output.ts";
import { readPort } from "../read-port.ts";

interface ServeOptions extends FormatOptions {
  readonly port: number;
  readonly local?: boolean;
}

export function define(command: Command, run: Run): void {
  command
    .description(
      `Offer switch, status, plan, history and the rest over HTTP, on this machine, until Ctrl-C.

Callers bring a token that \`litellm-profiles token create\` has made. With --local, programs on this machine need none;
web pages are refused. The calls are described by /openapi.json, as OpenAPI 3.1, and each is written to the audit log
.litellm-profiles/audit.jsonl. A switch under way is finished before the server stops.`,
    )
    .option("-p, --port <number>", "the port on 127.0.0.1; 0 takes a free one", readPort, 8000)
    .option("--local", "let programs on this machine in without a token")
    .action((options: ServeOptions) => run(options.format, (terminal) => serve(options, terminal)));
  addFormat(command);
  addExamples(command, [
    ["serve --local", "on http://127.0.0.1:8000, for this machine only"],
    ["serve", "for bearers of a token"],
    ["serve --port 0 --json", "on any free port, which is printed"],
  ]);
}

async function serve({ port, local = false, format }: ServeOptions, terminal: Terminal): Promise<Output> {
  const stopped = terminal.untilStopped();
  const parts = await composeControlPlane();
  const server = await openServer({ ...parts, local, log: { write: terminal.remark } });
  try {
    const listening = await listen(server, port);
    terminal.say(format === "json" ? printJson(listening) : printText(listening, local));
    if (!local && (await parts.tokens.list()).length === 0) terminal.remark(noTokens);
    if (!stopped.aborted) await once(stopped, "abort");
  } finally {
    await server.close();
  }
  return { stdout: "", exitCode: 0 };
}

function printJson(listening: Listening): string {
  return `${JSON.stringify({ version: 1, ...listening })}\n`;
}

function printText({ url }: Listening, local: boolean): string {
  const header = local ? "" : ` -H 'Authorization: Bearer …'`;
  return `The control plane listens on ${url}; /openapi.json says what can be called:
  curl ${url}/admin/profiles/status${header}
Ctrl-C stops it.
`;
}

const noTokens = "No token exists yet, so nobody can call: litellm-profiles token create NAME --role admin\n";
