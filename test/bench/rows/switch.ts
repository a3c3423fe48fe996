import { composeWorld } from "../../../src/compose.ts";
import type { SwitchTiming } from "../../../src/domain/switch-result.ts";
import { switchProfile } from "../../../src/operations/switch-profile.ts";
import type { Bench } from "../bench.ts";
import type { Measurement, Row } from "../measurement.ts";
import { makeGitCounter } from "../stage/count-git.ts";
import { environmentName, onLiveStage, profiles, type LiveStage } from "../stage/live-stage.ts";
import { describeSummary, medianOf, summarise } from "../statistics.ts";

const warmUps = 5;
const measuredSwitches = 60;
const goalMilliseconds = 100;

/** Switch → committed, delivered, live in every worker, proven; in a process that runs already. */
export const switchRow: Row = {
  name: "switch",
  measure: async (bench) => [await measure(bench, 1), await measure(bench, 2)],
};

async function measure(bench: Bench, workers: number): Promise<Measurement> {
  return onLiveStage(bench, { workers }, async (stage) => {
    const timings = (await switchRepeatedly(stage, warmUps + measuredSwitches)).slice(warmUps);
    const summary = summarise(timings.map(({ total }) => total));
    const phases = mediansByPhase(timings);
    const git = await countGit(bench, stage);
    const parts = Object.entries(phases).map(([phase, milliseconds]) => `${phase} ${milliseconds}`);
    return {
      what: `switch → live and proven, ${workers} worker${workers === 1 ? "" : "s"}`,
      measured: `${describeSummary(summary)}\n${parts.join(", ")}; ${git.length} git processes`,
      goal: `median < ${goalMilliseconds} ms`,
      reached: summary.median < goalMilliseconds,
      details: { ...summary, phases, git },
    };
  });
}

async function switchRepeatedly(stage: LiveStage, count: number): Promise<SwitchTiming[]> {
  const timings: SwitchTiming[] = [];
  for (let number = 0; number < count; number += 1) {
    const { milliseconds } = await stage.switchTo(profiles[number % profiles.length] ?? "premium");
    timings.push(milliseconds);
  }
  return timings;
}

function mediansByPhase(timings: readonly SwitchTiming[]): Record<string, number> {
  const phases = ["load", "check", "commit", "deliver", "prove", "note"] as const;
  return Object.fromEntries(phases.map((phase) => [phase, medianOf(timings.map((timing) => timing[phase]))]));
}

/** The processes of one switch; counting slows it, so it is not one of those measured. */
async function countGit(bench: Bench, { project, variables, environment }: LiveStage): Promise<string[]> {
  return bench.inFolder(async (folder) => {
    const counter = await makeGitCounter(folder);
    const world = await composeWorld({ root: project, variables: { ...variables, PATH: counter.path } });
    await switchProfile(world, { environment: environmentName, profile: "premium" });
    await counter.take();
    await switchProfile(world, {
      environment: environmentName,
      profile: environment.active === "balanced" ? "premium" : "balanced",
    });
    return counter.take();
  });
}
