import { join, resolve } from "node:path";
import { mainWorkTree } from "../adapters/git/main-work-tree.ts";
import { composeControlPlane } from "../compose.ts";
import { Failure } from "../domain/failure.ts";
import { runLocalProxy } from "./run-local-proxy.ts";

// `npm start`: a real LiteLLM on what this clone's HEAD delivers, until Ctrl-C.

const controller = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => controller.abort());
// Whoever killed npm, and not us, wanted us gone as well.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) controller.abort();
}, 1000).unref();
// A terminal that was closed takes no more lines, and that must not keep us from stopping what we started.
process.stdout.on("error", () => {});

try {
  await start();
} catch (error) {
  if (!controller.signal.aborted) tell(error);
}

async function start(): Promise<void> {
  const root = resolve(".");
  const env = process.env;
  const [parts, main] = await Promise.all([composeControlPlane({ root, variables: env }), mainWorkTree(root, env)]);
  const log = { write: (line: string) => void process.stderr.write(line) };
  const home = join(main, ".litellm-profiles");
  await runLocalProxy({ root, home, parts: { ...parts, log }, env, say, signal: controller.signal });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** A failure of the world in two sentences; anything else is our own fault and is shown as it is. */
function tell(error: unknown): void {
  if (!(error instanceof Failure)) throw error;
  process.stderr.write(`\n${error.message}. ${error.hint}\n`);
  process.exitCode = 2;
}
