import { Argument, Command } from "commander";
import { completionScript, shells, type CompletedCommand, type Shell } from "../completion-script.ts";
import { addExamples } from "../options.ts";
import type { ListedCommand, LoadedCommand } from "../listed-command.ts";
import type { Run } from "../output.ts";

/** The command that completes these commands; the list has itself among them, so it is handed in. */
export function completionOf(commands: readonly ListedCommand[]): LoadedCommand {
  return { define: (command, run) => define(command, run, commands) };
}

function define(command: Command, run: Run, commands: readonly ListedCommand[]): void {
  command
    .description("Print a script that completes commands, options and their values in a shell.")
    .addArgument(new Argument("<shell>", "the shell").choices(shells))
    .action((shell: Shell) =>
      run("text", async () => ({
        stdout: completionScript(shell, await describeCommands(commands, run)),
        exitCode: 0,
      })),
    );
  addExamples(command, [
    ["completion bash > /etc/bash_completion.d/litellm-profiles", "for everybody"],
    ["completion zsh > ~/.zfunc/_litellm-profiles", "in a folder of $fpath"],
    ["completion fish > ~/.config/fish/completions/litellm-profiles.fish", "for you"],
  ]);
}

/** What every command defines for itself. */
function describeCommands(commands: readonly ListedCommand[], run: Run): Promise<CompletedCommand[]> {
  return Promise.all(
    commands.map(async ({ name, summary, load }) => {
      const command = new Command(name);
      (await load()).define(command, run);
      const options = command.options.filter(({ hidden }) => !hidden);
      return {
        name,
        summary,
        arguments: command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
        options: options.map(({ long, short, description, argChoices, required, optional }) => ({
          names: [short, long].filter((each) => each !== undefined),
          description,
          takesValue: required || optional,
          choices: argChoices ?? [],
        })),
      };
    }),
  );
}
