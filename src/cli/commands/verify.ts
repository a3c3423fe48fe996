import type { Command } from "commander";
import { composeWorld } from "../../compose.ts";
import { verify } from "../../operations/verify.ts";
import { addEnvironment, addExamples, addFormat, type EnvironmentOptions, type FormatOptions } from "../options.ts";
import type { Output, Run, Terminal } from "../output.ts";
import { printDelivery } from "./print-delivery.ts";

interface VerifyOptions extends EnvironmentOptions, FormatOptions {}

export function define(command: Command, run: Run): void {
  command
    .description(
      "Wait until every worker of every proxy has in force what is committed and delivered. Changes nothing. Exit code 1 where it is not proven in time, and what differs.",
    )
    .action((options: VerifyOptions) => run(options.format, (terminal) => verifyEnvironment(options, terminal)));
  addEnvironment(command);
  addFormat(command);
  addExamples(command, [["verify -e production", "after somebody else delivered"]]);
}

async function verifyEnvironment({ environment, format }: VerifyOptions, { progress }: Terminal): Promise<Output> {
  return printDelivery(await verify(await composeWorld({ progress }), environment), format);
}
