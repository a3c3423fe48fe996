import type { Bench } from "../../bench.ts";
import type { Measurement } from "../../measurement.ts";
import { profiles } from "../../stage/live-stage.ts";
import type { Call, ServeStage } from "../../stage/serve-stage.ts";
import { describeSummary, summarise } from "../../statistics.ts";
import { describeRatios, ratiosTo, type Bare } from "./bare.ts";

const warmUps = 5;

/** One after the other, each to another profile. */
export async function measureSwitches(bench: Bench, serve: ServeStage, bare: Bare): Promise<Measurement[]> {
  const calls: Call[] = [];
  for (let number = 0; number < warmUps + bench.switches; number += 1) calls.push(await switchOnce(serve, number));
  const answers = calls.slice(warmUps);
  const proven = answers.filter(isProven);
  const summary = summarise(answers.map(({ milliseconds }) => milliseconds));
  return [
    {
      what: "POST switch → proven, on a real LiteLLM",
      measured: `${describeSummary(summary)}\n${describeRatios(bare, summary.median)}`,
      goal: "median < 100 ms, p99 < 250 ms",
      reached: summary.median < 100 && summary.p99 < 250,
      details: { ...summary, ...ratiosTo(bare, summary.median), ...bare },
    },
    {
      what: "switches proven at the first try",
      measured: `${proven.length} of ${answers.length}`,
      goal: "≥ 99.9 %",
      reached: proven.length / answers.length >= 0.999,
      details: { proven: proven.length, of: answers.length },
    },
  ];
}

/** Number `number` of a run, to a profile that is not in force. */
export function switchOnce(serve: ServeStage, number: number): Promise<Call> {
  return serve.call("POST", "switch", { profile: profiles[number % profiles.length] });
}

export function isProven({ status, text }: Call): boolean {
  return status === 200 && JSON.parse(text).reload_successful === true;
}
