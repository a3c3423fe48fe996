import type { Command } from "commander";
import type { ListedProfile } from "../../operations/list-profiles.ts";
import { addExamples, addFormat, type FormatOptions } from "../options.ts";
import type { Output, Run } from "../output.ts";

export function addList(program: Command, run: Run): void {
  const command = program
    .command("list")
    .summary("list the profiles")
    .description("List the profiles of the work tree, and in which environments they are active.")
    .action((options: FormatOptions) => run(options.format, () => list(options)));
  addFormat(command);
  addExamples(command, [["list", ""]]);
}

async function list({ format }: FormatOptions): Promise<Output> {
  const [{ composeWorkTree }, { listProfiles }] = await Promise.all([
    import("../../compose.ts"),
    import("../../operations/list-profiles.ts"),
  ]);
  const profiles = await listProfiles(composeWorkTree().readWorkTree);
  const stdout =
    format === "json" ? `${JSON.stringify({ version: 1, profiles }, null, 2)}\n` : await printText(profiles);
  return { stdout, exitCode: 0 };
}

async function printText(profiles: readonly ListedProfile[]): Promise<string> {
  const [{ alignColumns }, { printable }] = await Promise.all([
    import("../../report/align-columns.ts"),
    import("../../report/printable.ts"),
  ]);
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
