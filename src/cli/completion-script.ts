/** Shells that have a script. */
export const shells = ["bash", "zsh", "fish"] as const;

export type Shell = (typeof shells)[number];

/** A command, as far as a shell completes it. */
export interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  /** Words that its argument may be; empty where it is a file or anything else. */
  readonly arguments: readonly string[];
  readonly options: readonly CompletedOption[];
}

interface CompletedOption {
  /** `-e`, `--environment`. */
  readonly names: readonly string[];
  readonly description: string;
  readonly takesValue: boolean;
  /** Words that the value may be; empty where it is a file or anything else. */
  readonly choices: readonly string[];
}

/** The script of a shell. All words come from the program itself, so that none needs more than quotes. */
export function completionScript(shell: Shell, commands: readonly CompletedCommand[]): string {
  switch (shell) {
    case "bash":
      return bashScript(commands);
    case "zsh":
      return `#compdef litellm-profiles\nautoload -U +X bashcompinit && bashcompinit\n${bashScript(commands)}`;
    case "fish":
    default:
      return fishScript(commands);
  }
}

const common = ["-h", "--help"];

function bashScript(commands: readonly CompletedCommand[]): string {
  const names = commands.map(({ name }) => name);
  return `_litellm_profiles() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" words=""
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    words=${quoted([...names, "help", "-V", "--version", ...common].join(" "))}
  else
    case "\${COMP_WORDS[1]} $previous" in
${commands.flatMap(valueCases).join("\n")}
    *)
      case "\${COMP_WORDS[1]}" in
${commands.map(wordCase).join("\n")}
      help) words=${quoted(names.join(" "))} ;;
      esac
      ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _litellm_profiles litellm-profiles
`;
}

/** What may follow an option. A value that is no choice is a file: the shell's own completion takes over. */
function valueCases({ name, options }: CompletedCommand): string[] {
  return options
    .filter(({ takesValue }) => takesValue)
    .map((option) => {
      const patterns = option.names.map((each) => `"${name} ${each}"`).join(" | ");
      return `    ${patterns}) words=${quoted(option.choices.join(" "))} ;;`;
    });
}

function wordCase(command: CompletedCommand): string {
  const options = command.options.flatMap(({ names }) => names);
  const words = [...command.arguments, ...options, ...common];
  const onDash = `case "$current" in -*) words=${quoted(words.join(" "))} ;; *) words=${quoted(command.arguments.join(" "))} ;; esac`;
  return `      ${command.name}) ${onDash} ;;`;
}

function fishScript(commands: readonly CompletedCommand[]): string {
  const lines = commands.flatMap(({ name, summary, arguments: words, options }) => [
    `complete -c litellm-profiles -n __fish_use_subcommand -f -a ${name} -d ${quoted(summary)}`,
    ...(words.length === 0 ? [] : [`${under(name)} -f -a ${quoted(words.join(" "))}`]),
    ...options.map((option) => `${under(name)} ${fishOption(option)}`),
  ]);
  return `${lines.join("\n")}\n`;
}

function under(command: string): string {
  return `complete -c litellm-profiles -n ${quoted(`__fish_seen_subcommand_from ${command}`)}`;
}

function fishOption({ names, description, takesValue, choices }: CompletedOption): string {
  const flags = names.map((name) => (name.startsWith("--") ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`));
  const value = takesValue ? ["-r"] : [];
  const words = choices.length === 0 ? [] : ["-f", "-a", quoted(choices.join(" "))];
  return [...flags, ...value, ...words, "-d", quoted(description)].join(" ");
}

/** For all three shells: a quote inside ends the quotes, stands escaped, and begins them again. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
