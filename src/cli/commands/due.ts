import { Option, type Command } from "commander";
import { composeWorld } from "../../compose.ts";
import type { DueEnvironment } from "../../domain/due-result.ts";
import { bringDue } from "../../operations/bring-due.ts";
import { formatDueJson } from "../../report/due-json.ts";
import { formatDueText } from "../../report/due-text.ts";
import { addExamples, addFormat, type FormatOptions } from "../options.ts";
import type { Output, Run, Terminal } from "../output.ts";

interface DueOptions extends FormatOptions {
  readonly environment?: string;
  readonly env?: string;
  readonly dryRun?: boolean;
}

export function define(command: Command, run: Run): void {
  command
    .description(
      `Bring about what the time has come for: what was in force before, where a switch was temporary (\`switch --for\`, \`--until\`), what was scheduled (\`--at\`), and the end of what \`avoid\` was to last. One commit, delivered and proven; or the environment's pull request, where its switches are reviewed. For a schedule, every few minutes: done again it does nothing.

Exit code 0: nothing was due, or it is done. 1: not proven, not pushed, or refused in one of the environments; what became of it is said. 2: nothing has changed.`,
    )
    .option("-e, --environment <name>", "only this environment; absent, all")
    .addOption(new Option("--env <name>").hideHelp())
    .option("-n, --dry-run", "only say what is due")
    .action((options: DueOptions) => run(options.format, (terminal) => bring(options, terminal)));
  addFormat(command);
  addExamples(command, [
    ["due", "in every environment"],
    ["due -e production --json", "for a scheduled workflow"],
    ["due --dry-run", "what is due, and what comes next"],
  ]);
}

async function bring({ environment, env, dryRun = false, format }: DueOptions, terminal: Terminal): Promise<Output> {
  const world = await composeWorld({ progress: terminal.progress });
  const result = await bringDue(world, { environment: environment ?? env, dryRun });
  const { colour } = terminal;
  return {
    stdout: format === "json" ? formatDueJson(result) : formatDueText(result, { colour }),
    exitCode: result.environments.every(isWell) ? 0 : 1,
  };
}

function isWell({ delivery, result, failure }: DueEnvironment): boolean {
  const isDelivered = delivery === null || (delivery.proof.outcome !== "unproven" && delivery.push?.pushed !== false);
  return failure === null && isDelivered && (result === null || (result.success && result.push?.pushed !== false));
}
