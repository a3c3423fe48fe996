import { Option, type Command } from "commander";
import { addExamples, addFormat, type FormatOptions } from "../options.ts";
import type { Output, Run } from "../output.ts";

interface HistoryOptions extends FormatOptions {
  readonly environment?: string;
  readonly env?: string;
}

export function addHistory(program: Command, run: Run): void {
  const command = program
    .command("history")
    .summary("list every switch that git knows of")
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
  const [{ composeWorld }, { readHistory }] = await Promise.all([
    import("../../compose.ts"),
    import("../../operations/read-history.ts"),
  ]);
  const { store } = await composeWorld();
  const history = await readHistory(store, environment ?? env);
  const stdout =
    format === "json"
      ? (await import("../../report/history-json.ts")).formatHistoryJson(history)
      : (await import("../../report/history-text.ts")).formatHistoryText(history);
  return { stdout, exitCode: 0 };
}
