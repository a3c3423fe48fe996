import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { JsonObject } from "../../../src/domain/json.ts";
import { Failure } from "../../../src/domain/failure.ts";
import type { World } from "../../../src/ports/world.ts";
import { switchProfile } from "../../../src/operations/switch-profile.ts";
import type { Bench } from "../bench.ts";
import type { ChatAnswer } from "../load/chat.ts";
import { stepAt } from "../load/edit-sources.ts";
import { readMeanings } from "../load/read-meanings.ts";
import { startClients } from "../load/start-clients.ts";
import { judge, type Meanings, type Reign } from "../load/timeline.ts";
import type { Measurement, Row } from "../measurement.ts";
import { environmentName, onLiveStage, type LiveStage } from "../stage/live-stage.ts";
import { describeSummary, summarise } from "../statistics.ts";

const workers = 2;
const clients = 4;
const pauseMilliseconds = 50;

/** Switches under constant load, with edits, additions and removals of profiles among them. */
export const loadRow: Row = {
  name: "load",
  measure: async (bench) => [await measure(bench, false), await measure(bench, true)],
};

async function measure(bench: Bench, responseCache: boolean): Promise<Measurement> {
  return onLiveStage(bench, { workers, responseCache }, async (stage) => {
    const start = performance.now();
    const { reigns, milliseconds, answers } = await runUnderLoad(bench, stage);
    const seconds = Math.round((performance.now() - start) / 1000);
    const verdicts = answers.map((answer) => judge(answer, reigns, { byId: !responseCache }));
    const failed = answers.filter((_, index) => verdicts[index] === "failed");
    const misrouted = answers.filter((_, index) => verdicts[index] === "misrouted");
    const unproven = reigns.filter(({ proven }) => proven === undefined).length;
    const dead = stage.proxy.pids.filter(isGone);
    const reached = failed.length === 0 && misrouted.length === 0 && unproven === 0 && dead.length === 0;
    const kept = reached ? {} : await keepEvidence(bench, { stage, responseCache, failed, misrouted, reigns });
    const switches = summarise(milliseconds);
    return {
      what: `${bench.switches} switches under load, response cache ${responseCache ? "on" : "off"}`,
      measured: [
        `${failed.length} failed, ${misrouted.length} misrouted of ${answers.length} requests; ${unproven} unproven switches, ${dead.length} dead workers`,
        `${clients} clients, ${workers} workers, ${seconds} s; a switch: ${describeSummary(switches)}`,
      ].join("\n"),
      goal: "0 failed, 0 misrouted",
      reached,
      details: {
        requests: answers.length,
        failed: failed.length,
        misrouted: misrouted.length,
        unproven,
        dead: dead.length,
        switches: { ...switches },
        ...kept,
        examples: [...failed, ...misrouted].slice(0, 10).map((answer) => JSON.stringify(answer)),
      },
    };
  });
}

interface Evidence {
  readonly stage: LiveStage;
  readonly responseCache: boolean;
  readonly failed: readonly ChatAnswer[];
  readonly misrouted: readonly ChatAnswer[];
  readonly reigns: readonly Reign[];
}

/** Keeps what may explain a failed run, beside the results: what LiteLLM printed, how each worker ended, and when. */
async function keepEvidence(
  { root, say }: Bench,
  { stage, responseCache, failed, misrouted, reigns }: Evidence,
): Promise<{ log: string; workers: JsonObject }> {
  const log = `bench-litellm-cache-${responseCache ? "on" : "off"}.log`;
  const ends = Object.fromEntries(stage.proxy.pids.map((pid) => [String(pid), stage.proxy.exitCode(pid) ?? "alive"]));
  const clock = { now: new Date().toISOString(), elapsed: performance.now() };
  const moments = reigns.map(({ began, proven }) => ({ began, proven: proven ?? null }));
  const facts = JSON.stringify({ clock, workers: ends, failed, misrouted, switches: moments }, null, 2);
  await writeFile(join(root, log), `${stage.proxy.output()}\n${facts}\n`);
  say(`What LiteLLM printed is kept in ${log}`);
  return { log, workers: ends };
}

function isGone(pid: number): boolean {
  try {
    return !process.kill(pid, 0);
  } catch {
    return true;
  }
}

interface UnderLoad {
  /** The first is what was delivered before. */
  readonly reigns: readonly Reign[];
  /** Of every switch. */
  readonly milliseconds: readonly number[];
  readonly answers: readonly ChatAnswer[];
}

async function runUnderLoad(bench: Bench, stage: LiveStage): Promise<UnderLoad> {
  const first = { began: 0, proven: 0, meanings: await meaningsNow(stage) };
  const load = startClients({ ...stage.proxy, aliases: [...first.meanings.keys()], clients, pauseMilliseconds });
  const { reigns, milliseconds } = await switchUnderLoad(bench, stage).finally(() => load.stop());
  return { reigns: [first, ...reigns], milliseconds, answers: await load.stop() };
}

async function switchUnderLoad(bench: Bench, stage: LiveStage): Promise<{ reigns: Reign[]; milliseconds: number[] }> {
  const reigns: Reign[] = [];
  const milliseconds: number[] = [];
  for (let number = 0; number < bench.switches; number += 1) {
    const { profile, edit } = stepAt(number);
    await edit?.(stage.project);
    const { world, proven } = noteProof(stage.world);
    const began = performance.now();
    try {
      const result = await switchProfile(world, { environment: environmentName, profile });
      milliseconds.push(result.milliseconds.total);
    } catch (error) {
      // Counted as a switch without a proof.
      if (!(error instanceof Failure)) throw error;
      bench.say(error.message);
    }
    reigns.push({ began, proven: proven(), meanings: await meaningsNow(stage) });
  }
  return { reigns, milliseconds };
}

/** Notes the moment in which a switch is proven, which is before it returns. */
function noteProof(world: World): { world: World; proven: () => number | undefined } {
  let moment: number | undefined;
  const progress: World["progress"] = (event) => {
    if (event.step === "proof" && event.proof.outcome === "proven") moment = performance.now();
  };
  return { world: { ...world, progress }, proven: () => moment };
}

async function meaningsNow({ world, environment }: LiveStage): Promise<Meanings> {
  const delivered = await world.delivery(environment).current();
  return readMeanings(delivered?.text ?? "");
}
