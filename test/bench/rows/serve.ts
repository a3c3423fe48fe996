import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { chat } from "../load/chat.ts";
import type { Bench } from "../bench.ts";
import type { Measurement, Row } from "../measurement.ts";
import { onLiveStage, profiles, type LiveStage } from "../stage/live-stage.ts";
import { onServeStage, type Call, type ServeStage } from "../stage/serve-stage.ts";
import { describeSummary, medianOf, round, summarise } from "../statistics.ts";

const run = promisify(execFile);
const warmUps = 5;
const comparisons = 20;
const readings = 200;
const connections = 32;
/** For each switch of the run, a thousand calls follow at its end. */
const callsPerSwitch = 1000;
const reads = ["status", "list", "validate", "config", "plan/balanced", "stats", "history"];

/** The control plane as programs meet it: one row that starts LiteLLM and `serve` once. */
export const serveRows: readonly Row[] = [
  {
    name: "serve",
    measure: (bench) =>
      onLiveStage(bench, { workers: 1 }, (stage) =>
        onServeStage(bench, stage, async (serve) => [
          ...(await measureSwitches(bench, stage, serve)),
          await measureReads(serve),
          await measureThroughput(serve, "status"),
          await measureThroughput(serve, "list"),
          await measureSoak(bench, serve),
        ]),
      ),
  },
];

async function measureSwitches(bench: Bench, stage: LiveStage, serve: ServeStage): Promise<Measurement[]> {
  const calls = await switchOften(serve, warmUps + bench.switches);
  const answers = calls.slice(warmUps);
  const proven = answers.filter(({ status, text }) => status === 200 && JSON.parse(text).reload_successful === true);
  const summary = summarise(answers.map(({ milliseconds }) => milliseconds));
  const [completion, commit] = [await medianCompletion(stage), await medianCommit(stage)];
  const share = proven.length / answers.length;
  const ratios = { to_completion: round(summary.median / completion), to_commit: round(summary.median / commit) };
  return [
    {
      what: "POST switch → proven, on a real LiteLLM",
      measured: `${describeSummary(summary)}\n${ratios.to_completion} × a bare completion (${completion} ms), ${ratios.to_commit} × a bare git commit (${commit} ms)`,
      goal: "median < 100 ms, p99 < 250 ms",
      reached: summary.median < 100 && summary.p99 < 250,
      details: { ...summary, ...ratios, completion, commit },
    },
    {
      what: "switches proven at the first try",
      measured: `${proven.length} of ${answers.length}`,
      goal: "≥ 99.9 %",
      reached: share >= 0.999,
      details: { proven: proven.length, of: answers.length },
    },
  ];
}

async function switchOften(serve: ServeStage, count: number): Promise<Call[]> {
  const calls: Call[] = [];
  for (let number = 0; number < count; number += 1) {
    calls.push(await serve.call("POST", "switch", { profile: profiles[number % profiles.length] }));
  }
  return calls;
}

async function medianCompletion({ proxy }: LiveStage): Promise<number> {
  const times: number[] = [];
  for (let number = 0; number < comparisons; number += 1) {
    const { sent, received } = await chat(proxy, { model: "classification", prompt: "hello", stream: false });
    times.push(received - sent);
  }
  return medianOf(times);
}

async function medianCommit({ project, variables }: LiveStage): Promise<number> {
  const times: number[] = [];
  for (let number = 0; number < comparisons; number += 1) {
    const start = performance.now();
    await run("git", ["commit", "--quiet", "--allow-empty", "--message=Nothing"], { cwd: project, env: variables });
    times.push(performance.now() - start);
  }
  return medianOf(times);
}

/** One caller, one call after the other. */
async function measureReads(serve: ServeStage): Promise<Measurement> {
  const worst: Record<string, number> = {};
  for (const path of reads) {
    const times: number[] = [];
    for (let number = 0; number < readings; number += 1) times.push((await serve.call("GET", path)).milliseconds);
    worst[path] = summarise(times).p99;
  }
  const most = Math.max(...Object.values(worst));
  return {
    what: "every GET, one after the other",
    measured: `p99 ${Object.entries(worst)
      .map(([path, milliseconds]) => `${path} ${milliseconds} ms`)
      .join(", ")}`,
    goal: "p99 of each < 50 ms",
    reached: most < 50,
    details: worst,
  };
}

/** Callers on connections that stay open; they run on this machine, too. */
async function measureThroughput(serve: ServeStage, path: string): Promise<Measurement> {
  const seconds = 3;
  const until = performance.now() + seconds * 1000;
  const counts = await Promise.all(
    Array.from({ length: connections }, async () => {
      let count = 0;
      while (performance.now() < until) {
        const { status } = await serve.call("GET", path);
        if (status !== 200) throw new Error(`GET ${path} answered ${status}`);
        count += 1;
      }
      return count;
    }),
  );
  const perSecond = Math.round(counts.reduce((sum, count) => sum + count, 0) / seconds);
  return {
    what: `GET ${path} on ${connections} connections`,
    measured: `${perSecond} requests/s, the callers on the same machine`,
    goal: "≥ 5,000 requests/s",
    reached: perSecond >= 5000,
    details: { perSecond, connections },
  };
}

/** Memory and descriptors after the switches of this run, and after as many again with calls in between. */
async function measureSoak(bench: Bench, serve: ServeStage): Promise<Measurement> {
  const before = await serve.observe();
  for (let number = 0; number < bench.switches; number += 1) {
    await serve.call("POST", "switch", { profile: profiles[number % profiles.length] });
    for (let turn = 0; turn < callsPerSwitch / connections; turn += 1) {
      await Promise.all(
        Array.from({ length: connections }, (_, index) => serve.call("GET", reads[index % 2] ?? "status")),
      );
    }
  }
  const after = await serve.observe();
  const ratio = round(after.megabytes / before.megabytes);
  return {
    what: `memory of serve over ${bench.switches} switches and ${bench.switches * callsPerSwitch} GETs`,
    measured: `${round(before.megabytes)} → ${round(after.megabytes)} MB, ${before.descriptors} → ${after.descriptors} descriptors`,
    goal: "≤ 1.1 × as much, no descriptor more",
    reached: ratio <= 1.1 && after.descriptors <= before.descriptors,
    details: { ratio, before, after },
  };
}
