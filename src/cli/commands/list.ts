import type { Command } from "commander";
import { composeWorkTree } from "../../compose.ts";
import { describeProfiles } from "../../operations/describe-profiles.ts";
import { formatProfilesText } from "../../report/profiles-text.ts";
import { addExamples, addFormat, type FormatOptions } from "../options.ts";
import type { Output, Run } from "../output.ts";

export function define(command: Command, run: Run): void {
  command
    .description(
      "List the profiles of the work tree: what each is for, where it is in force, its groups with their models and prices, and what all of them can do. Abstract profiles are left out.",
    )
    .action((options: FormatOptions) => run(options.format, () => list(options)));
  addFormat(command);
  addExamples(command, [
    ["list", "for people"],
    ["list --json", "for programs"],
  ]);
}

async function list({ format }: FormatOptions): Promise<Output> {
  const profiles = await describeProfiles(composeWorkTree().readWorkTree);
  const stdout =
    format === "json" ? `${JSON.stringify({ version: 1, profiles }, null, 2)}\n` : formatProfilesText(profiles);
  return { stdout, exitCode: 0 };
}
