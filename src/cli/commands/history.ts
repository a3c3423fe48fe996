import { Option, type Command } from "commander";
import { composeWorld } from "../../compose.ts";
import type { Revision } from "../../domain/revision.ts";
import { readHistory } from "../../operations/read-history.ts";
import { formatHistoryCsv } from "../../report/history-csv.ts";
import { formatHistoryJson } from "../../report/history-json.ts";
import { formatHistoryMarkdown } from "../../report/history-markdown.ts";
import { formatHistoryText } from "../../report/history-text.ts";
import { addExamples, addFormat, type FormatOptions } from "../options.ts";
import type { Output, Run } from "../output.ts";
import { readSince, type Since } from "../read-since.ts";

interface HistoryOptions extends FormatOptions {
  readonly environment?: string;
  readonly env?: string;
  readonly since?: Since;
}

const formats: Readonly<Record<string, (history: readonly Revision[]) => string>> = {
  text: formatHistoryText,
  json: formatHistoryJson,
  csv: formatHistoryCsv,
  markdown: formatHistoryMarkdown,
};

export function define(command: Command, run: Run): void {
  command
    .description(
      `List every switch, newest first, from git alone: who, when, from, to, why, who approved it, and whether it was proven.

Edits by hand, merges, squashes and rebases count as much as what this program committed. Approvers are those that the message of a commit or its merge names by \`Approved-by\` or \`Reviewed-by\`.`,
    )
    .option("-e, --environment <name>", "only this environment; absent, all")
    .addOption(new Option("--env <name>").hideHelp())
    .option("--since <time>", "only what was committed since: `30d`, `2026-12-01`, `2026-12-01T08:00Z`", readSince)
    .action((options: HistoryOptions) => run(options.format, () => showHistory(options)));
  addFormat(command, Object.keys(formats));
  addExamples(command, [
    ["history -e production", "of one environment"],
    ["history --since 30d --format markdown", "of the last 30 days, for a report"],
    ["history --format csv > switches.csv", "for a spreadsheet"],
  ]);
}

async function showHistory({ environment, env, since, format }: HistoryOptions): Promise<Output> {
  const { store, clock } = await composeWorld();
  const history = await readHistory(store, { environment: environment ?? env, since: since?.(clock.now()) });
  return { stdout: (formats[format] ?? formatHistoryText)(history), exitCode: 0 };
}
