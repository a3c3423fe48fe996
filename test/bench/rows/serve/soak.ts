import { setTimeout as sleep } from "node:timers/promises";
import type { Bench } from "../../bench.ts";
import type { Measurement } from "../../measurement.ts";
import type { Observation, ServeStage } from "../../stage/serve-stage.ts";
import { round } from "../../statistics.ts";
import { reads } from "./reads.ts";
import { isProven, switchOnce } from "./switches.ts";
import { connections } from "./throughput.ts";

const callsPerSwitch = 1000;
/** How many switches a server has made that is warm; of a short run, a tenth. */
const warmAfter = 100;

/**
 * Memory and descriptors of a server of its own, from when it is warm to the end, and ten times in between; what it
 * holds, garbage apart, at both ends alone, as a collection changes how its memory grows.
 */
export async function measureSoak(bench: Bench, serve: ServeStage): Promise<Measurement[]> {
  const step = Math.max(1, Math.min(warmAfter, Math.floor(bench.switches / 10)));
  const series: Observation[] = [];
  const held: number[] = [];
  const wrong: Record<string, number> = {};
  for (let number = 1; number <= bench.switches; number += 1) {
    if (!isProven(await switchOnce(serve, number))) count(wrong, "POST switch");
    await readOften(serve, wrong);
    if (number % step === 0) series.push(await observeAtRest(serve));
    if (number === step || number === bench.switches) held.push((await serve.observeCollected()).megabytes);
  }
  const [first, last] = [series[0], series.at(-1)];
  if (first === undefined || last === undefined) throw new Error("A soak needs a switch at least");
  const about = `over ${bench.switches} switches and ${bench.switches * callsPerSwitch} GETs`;
  return [
    tellMemory(`memory that serve holds, garbage collected, ${about}`, held, step),
    tellMemory(
      `memory of serve, garbage and all, ${about}`,
      series.map(({ megabytes }) => megabytes),
      step,
    ),
    {
      what: `descriptors of serve ${about}`,
      measured: `${first.descriptors} after ${step} switches, ${last.descriptors} at the end`,
      goal: "no more",
      reached: last.descriptors <= first.descriptors,
      details: { series: series.map(({ descriptors }) => descriptors) },
    },
    {
      what: `answers that were not 200, ${about}`,
      measured:
        Object.entries(wrong)
          .map(([what, times]) => `${what} ${times}`)
          .join(", ") || "none",
      goal: "none",
      reached: Object.keys(wrong).length === 0,
      details: wrong,
    },
  ];
}

/** From the first to the last of `seen`, megabytes. */
function tellMemory(what: string, seen: readonly number[], warm: number): Measurement {
  const [before = 0, after = 0] = [seen[0], seen.at(-1)];
  const ratio = round(after / before);
  return {
    what,
    measured: `${round(before)} MB after ${warm} switches, ${round(after)} MB at the end: ${ratio} ×`,
    goal: "≤ 1.1 × as much",
    reached: ratio <= 1.1,
    details: { ratio, series: seen },
  };
}

async function readOften(serve: ServeStage, wrong: Record<string, number>): Promise<void> {
  let left = callsPerSwitch;
  const caller = async () => {
    while (left > 0) {
      left -= 1;
      const path = reads[left % reads.length] ?? "status";
      const { status } = await serve.call("GET", path);
      if (status !== 200) count(wrong, `GET ${path} ${status}`);
    }
  };
  await Promise.all(Array.from({ length: connections }, caller));
}

function count(counts: Record<string, number>, what: string): void {
  counts[what] = (counts[what] ?? 0) + 1;
}

/** The least of several looks: a process of git, or a file that is being written, comes and goes. */
async function observeAtRest(serve: ServeStage): Promise<Observation> {
  await serve.rest();
  const looks = [await serve.observe()];
  for (let more = 0; more < 9; more += 1) {
    await sleep(50);
    looks.push(await serve.observe());
  }
  const least = (key: "megabytes" | "descriptors") => Math.min(...looks.map((look) => look[key]));
  return { megabytes: round(least("megabytes")), descriptors: least("descriptors") };
}
