import { InvalidArgumentError, type Command } from "commander";
import { composeAgent } from "../../compose.ts";
import type { PassResult } from "../../domain/pass.ts";
import { formatPassJson } from "../../report/pass-json.ts";
import { formatPassText } from "../../report/pass-text.ts";
import { readDuration } from "../../sources/duration.ts";
import { addEnvironment, addExamples, addFormat, type EnvironmentOptions, type FormatOptions } from "../options.ts";
import type { Output, Run, Terminal } from "../output.ts";

interface AgentOptions extends EnvironmentOptions, FormatOptions {
  readonly remote?: string;
  readonly once?: boolean;
  /** Seconds. */
  readonly every: number;
}

export function define(command: Command, run: Run): void {
  command
    .description(
      `Follow a git remote, and keep what it says in force where this runs, until Ctrl-C. Each pass fetches, refuses a commit that has an error, brings about what is due, delivers, proves, and reports: a note of the commit, pushed to the remote, and in the pull request that brought it. What is not proven in time goes back by \`when_unproven\`, and is never tried again. A history that was rewritten is not followed.

Run it in a clone of its own. One agent delivers to a place; a second one waits, and says for whom. A pass under way is finished before it stops. With --json each pass is one line.

Exit code with --once, 0: all is in force, and the remote knows. 1: refused, not proven, or not reported. 2: could not do it.`,
    )
    .option("--remote <name>", "the git remote to follow; absent, the one of `push:`, else `origin`")
    .option("--once", "one pass, then end")
    .option("--every <time>", "how long to wait between passes, `30s` or `5m`", readEvery, 30)
    .action((options: AgentOptions) => run(options.format, (terminal) => follow(options, terminal)));
  addEnvironment(command);
  addFormat(command);
  addExamples(command, [
    ["agent -e production", "from now on, every half minute"],
    ["agent -e production --every 5m --json", "for a log"],
    ["agent -e production --once", "one pass, for a schedule of your own"],
  ]);
}

async function follow(options: AgentOptions, terminal: Terminal): Promise<Output> {
  const { environment, remote, once = false, every, format } = options;
  const stopped = once ? undefined : terminal.untilStopped();
  const { agent, follow: keepFollowing } = await composeAgent({ environment, remote, progress: terminal.progress });
  const print = printer(options, terminal);
  if (stopped === undefined) {
    const result = await agent.pass().finally(() => agent.close());
    return { stdout: print(result), exitCode: exitCodeOf(result) };
  }
  let last = "";
  await keepFollowing({
    everyMilliseconds: every * 1000,
    signal: stopped,
    tell(result) {
      const news = JSON.stringify(result.conditions.map(({ status, reason }) => [status, reason]));
      if (format === "json" || news !== last || result.outcome === "applied") terminal.say(print(result));
      last = news;
    },
  });
  return { stdout: "", exitCode: 0 };
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
