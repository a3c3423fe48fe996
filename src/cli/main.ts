import { Command, CommanderError } from "commander";
import { readVersion } from "../compose.ts";
import { Failure } from "../domain/failure.ts";
import { commands } from "./commands/index.ts";
import { rememberProgress, type Interruption } from "./interrupt.ts";
import type { Output, Terminal } from "./output.ts";
import { failureJson, failureText } from "./print-failure.ts";
import { progressLine } from "./progress-line.ts";
import { useColour } from "./use-colour.ts";

await main(process.argv);

async function main(argv: readonly string[]): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", passOver);
  try {
    await (await makeProgram(argv.slice(2))).parseAsync([...argv]);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  }
}

/** Only the command that is asked for is loaded; of the others, the help needs no more than their names. */
async function makeProgram(words: readonly string[]): Promise<Command> {
  const program = new Command("litellm-profiles")
    .description("Change which models answer in a LiteLLM proxy, safely, through git")
    .version(readVersion(), "-V, --version")
    .showHelpAfterError("(add --help for how to use it)")
    .exitOverride();
  for (const { name, summary, load } of commands) {
    const command = program.command(name).summary(summary);
    if (words.includes(name)) (await load()).define(command, run);
  }
  return program;
}

/** The one place that writes what a command returns, and sets the exit code. */
async function run(format: string, work: (terminal: Terminal) => Promise<Output>): Promise<void> {
  const isForPeople = format !== "json";
  const stop = listenForStop();
  try {
    const {
      stdout,
      stderr = "",
      exitCode,
    } = await work({
      colour: useColour(process.stdout.isTTY, process.env),
      progress(event) {
        stop.progress(event);
        const line = isForPeople ? progressLine(event) : undefined;
        if (line !== undefined) process.stderr.write(`${line}\n`);
      },
      say: (text) => void process.stdout.write(text),
      remark: (text) => void process.stderr.write(text),
      untilStopped: stop.untilStopped,
    });
    process.stderr.write(stderr);
    process.stdout.write(stdout);
    process.exitCode = exitCode;
  } catch (error) {
    if (error instanceof Failure && !isForPeople) process.stdout.write(failureJson(error));
    else process.stderr.write(failureText(error, useColour(process.stderr.isTTY, process.env)));
    process.exitCode = 2;
  }
}

interface Stop extends Interruption {
  readonly untilStopped: Terminal["untilStopped"];
}

/** Says what is left behind, then ends as the signal asks; or tells a command that stops in order. */
function listenForStop(): Stop {
  const interruption = rememberProgress();
  let controller: AbortController | undefined;
  for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, stop);

  function stop(name: NodeJS.Signals): void {
    if (controller?.signal.aborted === false) {
      controller.abort();
      return;
    }
    if (controller === undefined) process.stderr.write(`${interruption.describe()}\n`);
    process.off(name, stop);
    process.kill(process.pid, name);
  }
  return {
    ...interruption,
    untilStopped: () => (controller ??= new AbortController()).signal,
  };
}

/** Whoever reads the output may stop early (`litellm-profiles switch balanced | head`); the work goes on. */
function passOver(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}
