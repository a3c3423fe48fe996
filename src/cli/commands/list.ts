import type { Command } from "commander";
import { composeWorkTree } from "../../compose.ts";
import { listProfiles, type ListedProfile } from "../../operations/list-profiles.ts";
import { alignColumns } from "../../report/align-columns.ts";
import { printable } from "../../report/printable.ts";
import { addExamples, addFormat, type FormatOptions } from "../options.ts";
import type { Output, Run } from "../output.ts";

export function define(command: Command, run: Run): void {
  command
    .description("List the profiles of the work tree, and in which environments they are active.")
    .action((options: FormatOptions) => run(options.format, () => list(options)));
  addFormat(command);
  addExamples(command, [["list", ""]]);
}

async function list({ format }: FormatOptions): Promise<Output> {
  const profiles = await listProfiles(composeWorkTree().readWorkTree);
  const stdout = format === "json" ? `${JSON.stringify({ version: 1, profiles }, null, 2)}\n` : printText(profiles);
  return { stdout, exitCode: 0 };
}

function printText(profiles: readonly ListedProfile[]): string {
  const rows = profiles.map(({ name, description, metadata, active_in }) => [
    name,
    description,
    Object.entries(metadata)
      .map(([key, value]) => `${key}: ${typeof value === "string" ? value : JSON.stringify(value)}`)
      .join(", "),
    active_in.length === 0 ? "" : `active in ${active_in.join(", ")}`,
  ]);
  return `${alignColumns(rows).map(printable).join("\n")}\n`;
}
