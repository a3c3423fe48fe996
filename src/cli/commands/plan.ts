import type { Command } from "commander";
import { composeWorld } from "../../compose.ts";
import type { Plan } from "../../domain/plan.ts";
import { timeFrom } from "../../operations/read-wanted-time.ts";
import { planLive } from "../../operations/plan-live.ts";
import { formatPlanJson } from "../../report/plan-json.ts";
import { formatPlanMarkdown } from "../../report/plan-markdown.ts";
import { addEnvironment, addExamples, addFormat, type EnvironmentOptions, type FormatOptions } from "../options.ts";
import { addTarget, targetOf, type TargetOptions } from "../target-options.ts";
import { addTime, type TimeOptions } from "../time-options.ts";
import type { Output, Run, Terminal } from "../output.ts";

export interface PlanOptions extends EnvironmentOptions, FormatOptions, TargetOptions, TimeOptions {}

export function define(command: Command, run: Run): void {
  command
    .argument("<profile>", "the profile to switch to")
    .description(
      "Say what a switch would do, from the sources that are committed: models, prices, capabilities lost, and variables that the workers lack.",
    )
    .action((profile: string, options: PlanOptions) =>
      run(options.format, (terminal) => showPlan(profile, options, terminal)),
    );
  addTarget(command);
  addTime(command);
  addEnvironment(command);
  addFormat(command, ["text", "json", "markdown"]);
  addExamples(command, [
    ["plan balanced", "for people"],
    ["plan balanced --format markdown", "for a pull request"],
    ["plan balanced --task synthesis", "of one task alone"],
  ]);
}

/** Plans a switch and changes nothing; `switch --dry-run` is the same. */
export async function showPlan(profile: string, options: PlanOptions, { colour }: Terminal): Promise<Output> {
  const world = await composeWorld();
  const plan = await planLive(world, {
    environment: options.environment,
    ...targetOf(profile, options),
    ...timeFrom(options, world.clock.now()),
  });
  return { stdout: await print(plan, options.format, colour), exitCode: 0 };
}

async function print(plan: Plan, format: string, colour: boolean): Promise<string> {
  switch (format) {
    case "json":
      return formatPlanJson(plan);
    case "markdown":
      return formatPlanMarkdown(plan);
    default:
      return (await import("../../report/plan-text.ts")).formatPlanText(plan, { colour });
  }
}
