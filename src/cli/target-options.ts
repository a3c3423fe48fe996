import type { Command } from "commander";
import type { Target } from "../operations/choose-target.ts";

/** Options that say how much of an environment a profile is to answer. */
export interface TargetOptions {
  readonly task?: readonly string[];
  readonly clearOverrides?: boolean;
  readonly clearScheduled?: boolean;
}

/** `--task`, `--clear-overrides` and `--clear-scheduled`. */
export function addTarget(command: Command): Command {
  return command
    .option("-t, --task <name>", "only this task, whichever profile is active then; may be repeated", collect)
    .option("--clear-overrides", "let every task follow the active profile again")
    .option("--clear-scheduled", "let no switch wait for its moment any more");
}

export function targetOf(profile: string, { task, clearOverrides, clearScheduled }: TargetOptions): Target {
  return {
    profile,
    ...(task !== undefined && { tasks: task }),
    ...(clearOverrides !== undefined && { clearOverrides }),
    ...(clearScheduled !== undefined && { clearScheduled }),
  };
}

function collect(name: string, before: readonly string[] = []): readonly string[] {
  return [...before, name];
}
