import type { Command } from "commander";
import { composeWorld } from "../../compose.ts";
import { readStatus } from "../../operations/read-status.ts";
import { formatStatusJson } from "../../report/status-json.ts";
import { formatStatusText } from "../../report/status-text.ts";
import { addEnvironment, addExamples, addFormat, type EnvironmentOptions, type FormatOptions } from "../options.ts";
import type { Output, Run, Terminal } from "../output.ts";

interface StatusOptions extends EnvironmentOptions, FormatOptions {}

export function define(command: Command, run: Run): void {
  command
    .description(
      "Compare what is declared (sources), rendered (the config in git), delivered (the file the proxies read) and live (what every worker applies), now. Exit code 1 where one of them drifts.",
    )
    .action((options: StatusOptions) => run(options.format, (terminal) => showStatus(options, terminal)));
  addEnvironment(command);
  addFormat(command);
  addExamples(command, [
    ["status", "of the environment `default`"],
    ["status -e production --json", "for a monitor"],
  ]);
}

async function showStatus({ environment, format }: StatusOptions, { colour }: Terminal): Promise<Output> {
  const status = await readStatus(await composeWorld(), environment);
  const stdout = format === "json" ? formatStatusJson(status) : formatStatusText(status, { colour });
  return { stdout, exitCode: status.drift === null ? 0 : 1 };
}
