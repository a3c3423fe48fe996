import type { Command } from "commander";
import { composeWorld } from "../../compose.ts";
import { verify } from "../../operations/verify.ts";
import { addEnvironment, addExamples, addFormat, type EnvironmentOptions, type FormatOptions } from "../options.ts";
import type { Output, Run, Terminal } from "../output.ts";
import { printDelivery } from "./print-delivery.ts";

interface VerifyOptions extends EnvironmentOptions, FormatOptions {
  readonly tell?: boolean;
}

export function define(command: Command, run: Run): void {
  command
    .description(
      "Wait until every worker of every proxy has in force what is committed and delivered. Changes nothing. Exit code 1 where it is not proven in time, and what differs.",
    )
    .option("--tell", "say so in the pull request that brought it, and withdraw the one that asks for its undoing")
    .action((options: VerifyOptions) => run(options.format, (terminal) => verifyEnvironment(options, terminal)));
  addEnvironment(command);
  addFormat(command);
  addExamples(command, [
    ["verify -e production", "after somebody else delivered"],
    ["verify --tell", "where the proof came late"],
  ]);
}

async function verifyEnvironment(options: VerifyOptions, { progress }: Terminal): Promise<Output> {
  const { environment, format, tell = false } = options;
  return printDelivery(await verify(await composeWorld({ progress }), environment, { tell }), format);
}
