import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { JsonObject } from "../../../src/domain/json.ts";
import { defaultRelease } from "../../litellm/releases.ts";
import type { Bench } from "../bench.ts";
import { switchUnderLoad, type LoadRun, type Tally } from "../load/switch-under-load.ts";
import type { Measurement, Row } from "../measurement.ts";
import { onLiveStage, type LiveStage, type StageOptions } from "../stage/live-stage.ts";
import { describeSummary, summarise } from "../statistics.ts";

/** Switches under constant load, with edits, additions and removals of profiles among them. */
export const loadRow: Row = {
  name: "load",
  measure: async (bench) => [
    await measureLoad(bench, { workers: 2, responseCache: false }),
    await measureLoad(bench, { workers: 2, responseCache: true }),
  ],
};

export interface LoadOptions extends StageOptions {
  /** Absent, as many as the benchmark was asked for. */
  readonly switches?: number;
}

/** What else is measured during the run. */
export interface Companion {
  readonly observe: NonNullable<LoadRun["observe"]>;
  /** What it saw. */
  readonly tell: () => Pick<Measurement, "measured" | "details" | "goal"> & { readonly reached: boolean };
}

const clients = 4;
const pauseMilliseconds = 50;

export async function measureLoad(
  bench: Bench,
  options: LoadOptions,
  accompany?: (stage: LiveStage) => Promise<Companion>,
): Promise<Measurement> {
  const { workers, responseCache = false, release = defaultRelease, switches = bench.switches } = options;
  return onLiveStage(bench, options, async (stage) => {
    const start = performance.now();
    const companion = await accompany?.(stage);
    const { say } = bench;
    const run = { switches, clients, pauseMilliseconds, say, byId: !responseCache };
    const tally = await switchUnderLoad(stage, { ...run, ...(companion && { observe: companion.observe }) });
    const seconds = Math.round((performance.now() - start) / 1000);
    const dead = stage.proxy.pids.filter((pid) => stage.proxy.exitCode(pid) !== undefined).length;
    const more = companion?.tell();
    const sound = isSound(tally) && dead === 0;
    const cache = responseCache ? "on" : "off";
    const kept = sound ? {} : await keepEvidence(bench, stage, { tally, name: `${release}-cache-${cache}` });
    return {
      what: `${switches} switches under load, LiteLLM ${release}, response cache ${cache}`,
      measured: [
        `${tally.failed} failed, ${tally.misrouted} misrouted of ${tally.requests} requests; ${tally.unproven} unproven switches, ${dead} dead workers`,
        `${clients} clients, ${workers} workers, ${seconds} s; a switch: ${describeSummary(summarise(tally.milliseconds))}`,
        ...(more === undefined ? [] : [more.measured]),
      ].join("\n"),
      goal: ["0 failed, 0 misrouted", ...(more === undefined ? [] : [more.goal])].join("\n"),
      reached: sound && more?.reached !== false,
      details: { ...detailsOf(tally), dead, seconds, ...kept, ...more?.details },
    };
  });
}

function isSound({ requests, failed, misrouted, unproven }: Tally): boolean {
  return requests > 0 && failed + misrouted + unproven === 0;
}

function detailsOf({ requests, failed, misrouted, unproven, milliseconds, wrong }: Tally): Measurement["details"] {
  const examples = wrong.slice(0, 10).map((answer) => JSON.stringify(answer));
  return { requests, failed, misrouted, unproven, switches: { ...summarise(milliseconds) }, examples };
}

/** Keeps what may explain a failed run, beside the results: what LiteLLM printed, how each worker ended, and when. */
async function keepEvidence(
  { root, say }: Bench,
  { proxy }: LiveStage,
  { tally, name }: { readonly tally: Tally; readonly name: string },
): Promise<{ log: string; workers: JsonObject }> {
  const log = `bench-litellm-${name}.log`;
  const workers = Object.fromEntries(proxy.pids.map((pid) => [String(pid), proxy.exitCode(pid) ?? "alive"]));
  const clock = { now: new Date().toISOString(), elapsed: performance.now() };
  const facts = JSON.stringify({ clock, workers, wrong: tally.wrong, switches: tally.moments }, null, 2);
  await writeFile(join(root, log), `${proxy.output()}\n${facts}\n`);
  say(`What LiteLLM printed is kept in ${log}`);
  return { log, workers };
}
