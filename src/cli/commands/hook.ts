import type { Command } from "commander";
import { composeWorld, readHookModule, readShippedModule } from "../../compose.ts";
import { verifyModule } from "../../operations/examine-environment.ts";
import { addEnvironment, addExamples, addFormat, type EnvironmentOptions, type FormatOptions } from "../options.ts";
import type { Output, Run, Terminal } from "../output.ts";
import { printExamination } from "./print-examination.ts";

export function define(command: Command, run: Run): void {
  command
    .description(
      `Print the Python module that applies a delivered config inside LiteLLM, without a restart.

Load it into every worker of a proxy, once:
  litellm-profiles hook > /opt/litellm/litellm_profiles_hook.py
  export PYTHONPATH=/opt/litellm
  export LITELLM_WORKER_STARTUP_HOOKS=litellm_profiles_hook:start
  litellm --config /etc/litellm/litellm_config.yaml

Where these variables cannot be set, name it in the config, and put the file beside it:
  litellm_settings: {callbacks: ["litellm_profiles_hook.instance"]}

To leave, unset LITELLM_WORKER_STARTUP_HOOKS: the config is a plain LiteLLM config.`,
    )
    .option("--verify", "compare the module that the proxies run with this one, instead; exit code 1 where they differ")
    .action((options: HookOptions) =>
      run(options.format, (terminal) => (options.verify === true ? verify(options, terminal) : print())),
    );
  addEnvironment(command);
  addFormat(command);
  addExamples(command, [
    ["hook > litellm_profiles_hook.py", "into a folder on PYTHONPATH"],
    ["hook --verify -e production", "whether the proxies run it"],
  ]);
}

interface HookOptions extends EnvironmentOptions, FormatOptions {
  readonly verify?: boolean;
}

async function verify({ environment, format }: HookOptions, { colour }: Terminal): Promise<Output> {
  const [world, shipped] = await Promise.all([composeWorld(), readShippedModule()]);
  return printExamination(await verifyModule(world, { environment, shipped }), { format, colour });
}

async function print(): Promise<Output> {
  return { stdout: await readHookModule(), exitCode: 0 };
}
