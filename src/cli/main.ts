import { Command, CommanderError } from "commander";
import { readVersion } from "../compose.ts";
import { Failure } from "../domain/failure.ts";
import { commands } from "./commands/index.ts";
import { rememberProgress } from "./interrupt.ts";
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

/** Says what is left behind, then ends as the signal asks. */
function listenForStop(): ReturnType<typeof rememberProgress> {
  const interruption = rememberProgress();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      process.stderr.write(`${interruption.describe()}\n`);
      process.kill(process.pid, signal);
    });
  }
  return interruption;
}

/** Whoever reads the output may stop early (`litellm-profiles switch balanced | head`); the work goes on. */
function passOver(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}
