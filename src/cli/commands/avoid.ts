import type { Command } from "commander";
import { composeWorld } from "../../compose.ts";
import { avoidProvider } from "../../operations/avoid-provider.ts";
import { addEnvironment, addExamples, addFormat, type EnvironmentOptions, type FormatOptions } from "../options.ts";
import type { Output, Run, Terminal } from "../output.ts";
import { readLength } from "../time-options.ts";
import { printSwitch } from "./print-switch.ts";

interface AvoidOptions extends EnvironmentOptions, FormatOptions {
  readonly for?: number;
  readonly end?: boolean;
  readonly reason?: string;
  readonly pr?: boolean;
  readonly replace?: boolean;
  readonly force?: boolean;
}

export function define(command: Command, run: Run): void {
  command
    .argument("<provider>", "the provider that is down, as LiteLLM calls it: `openai`")
    .description(
      `Ask nothing of a provider while anything else can answer: its deployments leave the groups that have others, and tasks that only it answers go to their first fallback without it. Tasks that nothing else can answer are named, and stay.

It is written into the environment's file by a commit, delivered and proven like a switch, and undone by \`--end\` or \`rollback\`. When the time is over \`due\` makes the commit that asks the provider again; until somebody runs it nothing ends, and \`status\` warns. Where the environment's switches are reviewed, the same pull request asks for it that asks for switches. The exit codes are those of \`switch\`.`,
    )
    .option("--for <time>", "how long, until `due` ends it: `30m`, `2h`, `3d`", readLength)
    .option("--end", "ask the provider again")
    .option("-r, --reason <text>", "why, for the commit, the status and the history")
    .option("--pr", "ask for it by a pull request")
    .option("--replace", "take the place of what somebody else has asked for about the same provider")
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
    ["avoid openai --for 1d --pr", "by a pull request"],
  ]);
}

async function avoid(provider: string, options: AvoidOptions, terminal: Terminal): Promise<Output> {
  const { environment, for: seconds = "end", reason, pr = false, replace = false, force = false } = options;
  const world = await composeWorld({ progress: terminal.progress });
  const result = await avoidProvider(world, {
    environment,
    provider,
    seconds,
    ...(pr && { mode: "pull_request" }),
    replace,
    force,
    ...(reason !== undefined && { reason }),
  });
  return printSwitch(result, options.format, terminal);
}
