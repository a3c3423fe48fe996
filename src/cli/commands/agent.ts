import { InvalidArgumentError, type Command } from "commander";
import type { AgentServer } from "../../http/agent/open-agent-server.ts";
import { composeAgent } from "../../compose.ts";
import type { PassResult } from "../../domain/pass.ts";
import { formatPassJson } from "../../report/pass-json.ts";
import { formatPassText } from "../../report/pass-text.ts";
import { readDuration } from "../../sources/duration.ts";
import { addEnvironment, addExamples, addFormat, type EnvironmentOptions, type FormatOptions } from "../options.ts";
import type { Output, Run, Terminal } from "../output.ts";
import { readPort } from "../read-port.ts";

interface AgentOptions extends EnvironmentOptions, FormatOptions {
  readonly remote?: string;
  readonly once?: boolean;
  /** Seconds. */
  readonly every: number;
  readonly port?: number;
  readonly host?: string;
}

export function define(command: Command, run: Run): void {
  command
    .description(
      `Follow a git remote, and keep what it says in force where this runs, until Ctrl-C. Each pass fetches, refuses a commit that has an error, brings about what is due, delivers, proves, and reports: a note of the commit, pushed to the remote, and in the pull request that brought it. What is not proven in time goes back by \`when_unproven\`, and is never tried again. A history that was rewritten is not followed.

With --port it offers its health (/healthz, /readyz), figures (/metrics), and, where LITELLM_PROFILES_WEBHOOK_SECRET is set, POST /webhook, by which GitHub wakes it after a push.

Run it in a clone of its own. One agent delivers to a place; a second one waits, and says for whom. A pass under way is finished before it stops. With --json each pass is one line.

Exit code with --once, 0: all is in force, and the remote knows. 1: refused, not proven, or not reported. 2: could not do it.`,
    )
    .option("--remote <name>", "the git remote to follow; absent, the one of `push:`, else `origin`")
    .option("--once", "one pass, then end")
    .option("--every <time>", "how long to wait between passes, `30s` or `5m`", readEvery, 30)
    .option("-p, --port <number>", "the port of its health; absent, none; 0 takes a free one", readPort)
    .option("--host <address>", "the address to listen on; absent, 127.0.0.1")
    .action((options: AgentOptions) => run(options.format, (terminal) => follow(options, terminal)));
  addEnvironment(command);
  addFormat(command);
  addExamples(command, [
    ["agent -e production", "from now on, every half minute"],
    ["agent -e production --every 5m --json", "for a log"],
    ["agent -e production --port 8001 --host 0.0.0.0", "in a container that is probed"],
    ["agent -e production --once", "one pass, for a schedule of your own"],
  ]);
}

async function follow(options: AgentOptions, terminal: Terminal): Promise<Output> {
  const { environment, remote, once = false } = options;
  const stopped = once ? undefined : terminal.untilStopped();
  const parts = await composeAgent({ environment, remote, progress: terminal.progress });
  if (stopped !== undefined) return keepFollowing(parts, options, { terminal, stopped });
  const result = await parts.agent.pass().finally(() => parts.agent.close());
  return { stdout: printer(options, terminal)(result), exitCode: exitCodeOf(result) };
}

interface Started {
  readonly terminal: Terminal;
  readonly stopped: AbortSignal;
}

type AgentParts = Awaited<ReturnType<typeof composeAgent>>;

async function keepFollowing(parts: AgentParts, options: AgentOptions, started: Started): Promise<Output> {
  const { terminal, stopped: signal } = started;
  const { every, format } = options;
  const print = printer(options, terminal);
  const health = await openHealth(parts, options, terminal);
  let last = "";
  function tell(result: PassResult): void {
    health?.record(result);
    const news = JSON.stringify([result.warnings, result.conditions.map(({ status, reason }) => [status, reason])]);
    if (format === "json" || news !== last || result.outcome === "applied") terminal.say(print(result));
    last = news;
  }
  try {
    await parts.follow({ everyMilliseconds: every * 1000, signal, tell });
  } finally {
    await health?.server.close();
  }
  return { stdout: "", exitCode: 0 };
}

/** How many waits long a pass may be the last one until it says nothing any more. */
const mostWaits = 3;
const longestWaitSeconds = 600;

async function openHealth(
  { clock, wake, secret }: AgentParts,
  { every, port, host }: AgentOptions,
  { remark }: Terminal,
): Promise<AgentServer | undefined> {
  if (port === undefined) return undefined;
  const [{ openAgentServer }, { listen }] = await Promise.all([
    import("../../http/agent/open-agent-server.ts"),
    import("../../http/listen.ts"),
  ]);
  const mostSeconds = mostWaits * Math.max(every, longestWaitSeconds);
  const health = await openAgentServer({ clock, wake, secret, mostSeconds, log: { write: remark } });
  const { url } = await listen(health.server, port, host);
  remark(`Listening on ${url}${secret === undefined ? "" : ", woken by POST /webhook"}\n`);
  return health;
}

function printer({ format }: AgentOptions, { colour }: Terminal): (result: PassResult) => string {
  return (result) => (format === "json" ? formatPassJson(result) : formatPassText(result, { colour }));
}

function exitCodeOf({ outcome, conditions }: PassResult): Output["exitCode"] {
  if (outcome === "failed" || outcome === "held") return 2;
  const isReported = conditions.every(({ type, status }) => type !== "Reported" || status !== "false");
  return (outcome === "applied" || outcome === "unchanged") && isReported ? 0 : 1;
}

function readEvery(text: string): number {
  const seconds = readDuration(text);
  if (seconds !== undefined) return seconds;
  throw new InvalidArgumentError("Write a number with `s`, `m` or `h`, like `30s`");
}
