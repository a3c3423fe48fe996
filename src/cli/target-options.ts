import type { Command } from "commander";
import type { Target } from "../operations/choose-target.ts";

/** Options that say how much of an environment a profile is to answer. */
export interface TargetOptions {
  readonly task?: readonly string[];
  readonly clearOverrides?: boolean;
}

/** `--task` and `--clear-overrides`. */
export function addTarget(command: Command): Command {
  return command
    .option("-t, --task <name>", "only this task, whichever profile is active then; may be repeated", collect)
    .option("--clear-overrides", "let every task follow the active profile again");
}

export function targetOf(profile: string, { task, clearOverrides }: TargetOptions): Target {
  return {
    profile,
    ...(task !== undefined && { tasks: task }),
    ...(clearOverrides !== undefined && { clearOverrides }),
  };
}

function collect(name: string, before: readonly string[] = []): readonly string[] {
  return [...before, name];
}
