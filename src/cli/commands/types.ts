import type { Command } from "commander";
import { composeWorkTree } from "../../compose.ts";
import { listTasks } from "../../operations/list-tasks.ts";
import { formatTasksTypeScript } from "../../report/tasks-typescript.ts";
import { addExamples } from "../options.ts";
import type { Output, Run } from "../output.ts";

export function define(command: Command, run: Run): void {
  command
    .description(
      `Print the task names of the work tree as a TypeScript module, so that an application cannot mistype one:

  import { LiteLLMClient } from "litellm-profiles/client";
  import { tasks } from "./tasks.ts";
  const client = new LiteLLMClient({ tasks });`,
    )
    .action(() => run("text", printTypes));
  addExamples(command, [["types > src/tasks.ts", "in the application, or wherever it is shared from"]]);
}

async function printTypes(): Promise<Output> {
  return { stdout: formatTasksTypeScript(await listTasks(composeWorkTree().readWorkTree)), exitCode: 0 };
}
