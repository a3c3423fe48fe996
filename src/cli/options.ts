import { Option, type Command } from "commander";

/** Options of a command that is about one environment. */
export interface EnvironmentOptions {
  readonly environment: string;
}

/** Options of a command that prints in several formats. */
export interface FormatOptions {
  readonly format: string;
}

/** `--environment`, with its short forms. */
export function addEnvironment(command: Command): Command {
  return command
    .option("-e, --environment <name>", "the environment", "default")
    .addOption(new Option("--env <name>").hideHelp())
    .hook("preAction", (_, action) => {
      const { env } = action.opts<{ env?: string }>();
      if (env !== undefined) action.setOptionValue("environment", env);
    });
}

/** `--format`, and `--json` for short. */
export function addFormat(command: Command, formats: readonly string[] = ["text", "json"]): Command {
  return command
    .addOption(new Option("--format <format>", "how to print").choices(formats).default("text"))
    .option("--json", "short for `--format json`")
    .hook("preAction", (_, action) => {
      if (action.opts<{ json?: boolean }>().json === true) action.setOptionValue("format", "json");
    });
}

/** Examples under a command's help. */
export function addExamples(
  command: Command,
  examples: readonly (readonly [command: string, what: string])[],
): Command {
  const width = Math.max(...examples.map(([line]) => line.length));
  const lines = examples.map(([line, what]) => `  $ litellm-profiles ${line.padEnd(width)}  ${what}`);
  return command.addHelpText("after", `\nExamples:\n${lines.join("\n")}`);
}
