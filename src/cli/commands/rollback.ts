import type { Command } from "commander";
import { composeWorld } from "../../compose.ts";
import { rollBack } from "../../operations/roll-back.ts";
import { addEnvironment, addExamples, addFormat, type EnvironmentOptions, type FormatOptions } from "../options.ts";
import type { Output, Run, Terminal } from "../output.ts";
import { printSwitch } from "./print-switch.ts";

interface RollBackOptions extends EnvironmentOptions, FormatOptions {
  readonly pr?: boolean;
  readonly replace?: boolean;
  readonly reason?: string;
  readonly force?: boolean;
}

export function define(command: Command, run: Run): void {
  command
    .argument("[commit]", "the commit of the switch to undo; absent, the newest one")
    .description(
      "Undo a switch by a commit of its own, as `git revert` would, delivered and proven like any other; or ask for it by a pull request, as `switch` does. The exit codes are those of `switch`.",
    )
    .option("-r, --reason <text>", "why, for the commit and the history")
    .option("--pr", "ask for it by a pull request")
    .option("--replace", "take the place of what somebody else has asked for in the same pull request")
    .option("--force", "go on although a proxy does not answer; nothing is put back then")
    .action((commit: string | undefined, options: RollBackOptions) =>
      run(options.format, (terminal) => undo(commit, options, terminal)),
    );
  addEnvironment(command);
  addFormat(command);
  addExamples(command, [
    ["rollback", "undo the newest switch"],
    ["rollback 1a2b3c4d5e6f", "undo the one that `history` lists"],
    ["rollback --pr", "by a pull request"],
  ]);
}

async function undo(commit: string | undefined, options: RollBackOptions, terminal: Terminal): Promise<Output> {
  const { environment, reason, force = false, pr = false, replace = false } = options;
  const world = await composeWorld({ progress: terminal.progress });
  const result = await rollBack(world, {
    environment,
    force,
    ...(pr && { mode: "pull_request" }),
    replace,
    ...(commit !== undefined && { commit }),
    ...(reason !== undefined && { reason }),
  });
  return printSwitch(result, options.format, terminal);
}
