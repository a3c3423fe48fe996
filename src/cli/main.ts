import { Command, CommanderError } from "commander";
import { readVersion } from "../compose.ts";
import { Failure } from "../domain/failure.ts";
import { commands } from "./commands/index.ts";
import { rememberProgress, type Interruption } from "./interrupt.ts";
import type { Output, Terminal } from "./output.ts";
import { failureJson, failureText } from "./print-failure.ts";
import { progressLine } from "./progress-line.ts";
import { isTerminal, writeText } from "./standard-stream.ts";
import { useColour } from "./use-colour.ts";

// Until a command has ended it has not succeeded, and a process also ends where it waits for nothing any more.
process.exitCode = 2;
void main(process.argv);

async function main(argv: readonly string[]): Promise<void> {
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
    .configureOutput({
      writeOut: (text) => writeText("stdout", text),
      writeErr: (text) => writeText("stderr", text),
    })
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
      colour: useColour(isTerminal("stdout"), process.env),
      progress(event) {
        stop.progress(event);
        const line = isForPeople ? progressLine(event) : undefined;
        if (line !== undefined) writeText("stderr", `${line}\n`);
      },
      say: (text) => writeText("stdout", text),
      remark: (text) => writeText("stderr", text),
      untilStopped: stop.untilStopped,
    });
    writeText("stderr", stderr);
    writeText("stdout", stdout);
    process.exitCode = exitCode;
  } catch (error) {
    if (error instanceof Failure && !isForPeople) writeText("stdout", failureJson(error));
    else writeText("stderr", failureText(error, useColour(isTerminal("stderr"), process.env)));
    process.exitCode = 2;
  }
}

interface Stop extends Interruption {
  readonly untilStopped: Terminal["untilStopped"];
}

/**
 * Says what is left behind, then ends as the signal asks; or tells a command that stops in order. Until a command has
 * begun to do something the signal ends it by itself, also in the middle of a long calculation.
 */
function listenForStop(): Stop {
  const interruption = rememberProgress();
  let controller: AbortController | undefined;
  let isListening = false;

  function listen(): void {
    if (isListening) return;
    isListening = true;
    for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, stop);
  }
  function stop(name: NodeJS.Signals): void {
    if (controller?.signal.aborted === false) {
      controller.abort();
      return;
    }
    if (controller === undefined) writeText("stderr", `${interruption.describe()}\n`);
    process.off(name, stop);
    process.kill(process.pid, name);
  }
  return {
    ...interruption,
    progress(event) {
      listen();
      interruption.progress(event);
    },
    untilStopped() {
      listen();
      return (controller ??= new AbortController()).signal;
    },
  };
}
