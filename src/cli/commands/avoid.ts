import { InvalidArgumentError, type Command } from "commander";
import { composeWorld } from "../../compose.ts";
import { avoidProvider } from "../../operations/avoid-provider.ts";
import { durationSeconds } from "../../sources/duration.ts";
import { addEnvironment, addExamples, addFormat, type EnvironmentOptions, type FormatOptions } from "../options.ts";
import type { Output, Run, Terminal } from "../output.ts";
import { printSwitch } from "./print-switch.ts";

interface AvoidOptions extends EnvironmentOptions, FormatOptions {
  readonly for?: number;
  readonly end?: boolean;
  readonly reason?: string;
  readonly force?: boolean;
}

export function define(command: Command, run: Run): void {
  command
    .argument("<provider>", "the provider that is down, as LiteLLM calls it: `openai`")
    .description(
      `Ask nothing of a provider while anything else can answer: its deployments leave the groups that have others, and tasks that only it answers go to their first fallback without it. Tasks that nothing else can answer are named, and stay.

It is written into the environment's file by a commit, delivered and proven like a switch, and undone by \`--end\` or \`rollback\`. When the time is over \`due\` makes the commit that asks the provider again; until somebody runs it nothing ends, and \`status\` warns. The exit codes are those of \`switch\`.`,
    )
    .option("--for <time>", "how long, until `due` ends it: `30m`, `2h`", parseTime)
    .option("--end", "ask the provider again")
    .option("-r, --reason <text>", "why, for the commit, the status and the history")
    .option("--force", "go on although a proxy does not answer; nothing is put back then")
    .action((provider: string, options: AvoidOptions) => {
      if ((options.for === undefined) === (options.end !== true)) command.error("error: give either --for or --end");
      return run(options.format, (terminal) => avoid(provider, options, terminal));
    });
  addEnvironment(command);
  addFormat(command);
  addExamples(command, [
    ['avoid openai --for 2h --reason "Their outage"', "in the environment `default`"],
    ["avoid openai --end -e production", "it answers again"],
  ]);
}

async function avoid(provider: string, options: AvoidOptions, terminal: Terminal): Promise<Output> {
  const { environment, for: seconds = "end", reason, force = false } = options;
  const world = await composeWorld({ progress: terminal.progress });
  const result = await avoidProvider(world, {
    environment,
    provider,
    seconds,
    force,
    ...(reason !== undefined && { reason }),
  });
  return printSwitch(result, options.format, terminal);
}

function parseTime(text: string): number {
  if (!/^[1-9][0-9]{0,4}[smh]$/.test(text)) throw new InvalidArgumentError("Write a number with `s`, `m` or `h`.");
  return durationSeconds(text);
}
