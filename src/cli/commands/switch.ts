import { Option, type Command } from "commander";
import { composeWorld } from "../../compose.ts";
import { timeFrom } from "../../operations/read-wanted-time.ts";
import { switchProfile } from "../../operations/switch-profile.ts";
import { addEnvironment, addExamples, addFormat } from "../options.ts";
import type { Output, Run, Terminal } from "../output.ts";
import { addTarget, targetOf } from "../target-options.ts";
import { addTime } from "../time-options.ts";
import { showPlan, type PlanOptions } from "./plan.ts";
import { printSwitch } from "./print-switch.ts";

interface SwitchOptions extends PlanOptions {
  readonly pr?: boolean;
  readonly direct?: boolean;
  readonly breakGlass?: boolean;
  readonly replace?: boolean;
  readonly reason?: string;
  readonly dryRun?: boolean;
  readonly probe?: boolean;
  readonly force?: boolean;
}

export function define(command: Command, run: Run): void {
  command
    .argument("<profile>", "the profile to put in force")
    .description(
      `Put another profile in force: one commit, delivered to the proxies, and proven on every worker. Where the environment's switches are reviewed (\`switch: pull_request\`, or \`--pr\`), ask for it by a pull request: one stands for each environment, and is updated in place.

Exit code 0: in force, or up for review. 1: committed, and not proven or not pushed; what became of it is said. 2: nothing has changed.`,
    )
    .option("-r, --reason <text>", "why, for the commit and the history")
    .option("--pr", "ask for it by a pull request")
    .addOption(new Option("--direct", "by a commit that is delivered at once").conflicts("pr"))
    .addOption(
      new Option(
        "--break-glass",
        "with --direct, where switches are reviewed: in force at once, reviewed afterwards",
      ).conflicts("pr"),
    )
    .option("--replace", "take the place of what somebody else has asked for in the same pull request")
    .option("-n, --dry-run", "only say what it would do")
    .option("--probe", "first have each group answer one tiny call that a task is to get, where a proxy has it already")
    .option("--force", "go on although a proxy or a probed group does not answer; nothing is put back then")
    .action((profile: string, options: SwitchOptions) =>
      run(options.format, (terminal) =>
        options.dryRun === true ? showPlan(profile, options, terminal) : switchTo(profile, options, terminal),
      ),
    );
  addTarget(command);
  addTime(command);
  addEnvironment(command);
  addFormat(command);
  addExamples(command, [
    ['switch balanced --reason "Half the price"', "in the environment `default`"],
    ["switch premium -e production", "in another one"],
    ["switch balanced --pr", "by a pull request"],
    ["switch balanced --dry-run", "only the plan"],
    ["switch balanced --probe", "not where one of its groups is dead"],
    ["switch ultra_fast --task synthesis", "one task alone; it survives later switches"],
    ["switch premium --clear-overrides", "all of it, without exceptions"],
    ["switch premium --for 4h", "then what is in force now comes back, by `due`"],
    ['switch cheap --direct --break-glass --reason "INC-4711" --for 2h', "at once, although switches are reviewed"],
    ["switch cheap --at 2026-12-24T18:00+01:00 --for 3d", "later, and for a time"],
  ]);
}

async function switchTo(profile: string, options: SwitchOptions, terminal: Terminal): Promise<Output> {
  const { environment, reason, probe = false, force = false, replace = false, breakGlass = false } = options;
  const world = await composeWorld({ progress: terminal.progress });
  const result = await switchProfile(world, {
    environment,
    probe,
    force,
    ...modeOf(options),
    breakGlass,
    replace,
    ...targetOf(profile, options),
    ...timeFrom(options, world.clock.now()),
    ...(reason !== undefined && { reason }),
  });
  return printSwitch(result, options.format, terminal);
}

function modeOf({ pr = false, direct = false }: SwitchOptions): { mode?: "pull_request" | "direct" } {
  if (pr) return { mode: "pull_request" };
  return direct ? { mode: "direct" } : {};
}
