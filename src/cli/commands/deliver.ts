import type { Command } from "commander";
import { composeWorld } from "../../compose.ts";
import { deliver } from "../../operations/deliver.ts";
import { addEnvironment, addExamples, addFormat, type EnvironmentOptions, type FormatOptions } from "../options.ts";
import type { Output, Run, Terminal } from "../output.ts";
import { printDelivery } from "./print-delivery.ts";

interface DeliverOptions extends EnvironmentOptions, FormatOptions {
  readonly unreviewed?: boolean;
}

export function define(command: Command, run: Run): void {
  command
    .description(
      "Bring the config that HEAD holds to the proxies and prove it: after a merge, a `git revert`, or a switch that was interrupted. Exit code 1 where it is not proven.",
    )
    .option("--unreviewed", "go on although a pull request showed another config than the one it gave")
    .action((options: DeliverOptions) => run(options.format, (terminal) => deliverHead(options, terminal)));
  addEnvironment(command);
  addFormat(command);
  addExamples(command, [["deliver", "after `git pull`"]]);
}

async function deliverHead(options: DeliverOptions, { progress }: Terminal): Promise<Output> {
  const { environment, format, unreviewed = false } = options;
  return printDelivery(await deliver(await composeWorld({ progress }), environment, { unreviewed }), format);
}
