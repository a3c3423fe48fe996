import { Option, type Command } from "commander";
import { composeWorld } from "../../compose.ts";
import { readHistory } from "../../operations/read-history.ts";
import { formatHistoryJson } from "../../report/history-json.ts";
import { formatHistoryText } from "../../report/history-text.ts";
import { addExamples, addFormat, type FormatOptions } from "../options.ts";
import type { Output, Run } from "../output.ts";

interface HistoryOptions extends FormatOptions {
  readonly environment?: string;
  readonly env?: string;
}

export function define(command: Command, run: Run): void {
  command
    .description(
      "List every switch, newest first, from git alone: who, when, from, to, why, and whether it was proven.",
    )
    .option("-e, --environment <name>", "only this environment")
    .addOption(new Option("--env <name>").hideHelp())
    .action((options: HistoryOptions) => run(options.format, () => showHistory(options)));
  addFormat(command);
  addExamples(command, [["history -e production", "of one environment"]]);
}

async function showHistory({ environment, env, format }: HistoryOptions): Promise<Output> {
  const { store } = await composeWorld();
  const history = await readHistory(store, environment ?? env);
  const stdout = format === "json" ? formatHistoryJson(history) : formatHistoryText(history);
  return { stdout, exitCode: 0 };
}
