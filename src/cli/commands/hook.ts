import type { Command } from "commander";
import { readHookModule } from "../../compose.ts";
import { addExamples } from "../options.ts";
import type { Output, Run } from "../output.ts";

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
    .action(() => run("text", print));
  addExamples(command, [["hook > litellm_profiles_hook.py", "into a folder on PYTHONPATH"]]);
}

async function print(): Promise<Output> {
  return { stdout: await readHookModule(), exitCode: 0 };
}
