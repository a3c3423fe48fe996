import type { Command } from "commander";
import { addEnvironment, addExamples, addFormat, type EnvironmentOptions, type FormatOptions } from "../options.ts";
import type { Output, Run, Terminal } from "../output.ts";

interface StatusOptions extends EnvironmentOptions, FormatOptions {}

export function addStatus(program: Command, run: Run): void {
  const command = program
    .command("status")
    .summary("compare what is declared, rendered, delivered and live")
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
  const [{ composeWorld }, { readStatus }] = await Promise.all([
    import("../../compose.ts"),
    import("../../operations/read-status.ts"),
  ]);
  const status = await readStatus(await composeWorld(), environment);
  const stdout =
    format === "json"
      ? (await import("../../report/status-json.ts")).formatStatusJson(status)
      : (await import("../../report/status-text.ts")).formatStatusText(status, { colour });
  return { stdout, exitCode: status.drift === null ? 0 : 1 };
}
