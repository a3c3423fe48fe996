import { watch } from "node:fs";
import { readFile, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { WorkerReport } from "../../../src/domain/proof.ts";
import { loadHead } from "../../../src/operations/load-head.ts";
import { renderEnvironment } from "../../../src/render/render-environment.ts";
import type { Bench } from "../bench.ts";
import type { Measurement, Row } from "../measurement.ts";
import { environmentName, onLiveStage, profiles, type LiveStage } from "../stage/live-stage.ts";
import { describeSummary, summarise } from "../statistics.ts";

const warmUps = 10;
const measuredRenames = 250;
const goal = { median: 10, p99: 25 };

/**
 * Rename of the config → applied in every worker. The end is the moment in which this process has read the last
 * worker's record of it, so the clock is one, and writing the record and waking up here are counted too.
 */
export const renameRow: Row = {
  name: "rename",
  measure: async (bench) => [await measure(bench, 1), await measure(bench, 2)],
};

async function measure(bench: Bench, workers: number): Promise<Measurement> {
  return onLiveStage(bench, { workers }, async (stage) => {
    const texts = await renderEach(stage);
    const samples: number[] = [];
    for (let number = 0; number < warmUps + measuredRenames; number += 1) {
      samples.push(await timeRename(stage, texts[number % texts.length] ?? ""));
    }
    const summary = summarise(samples.slice(warmUps));
    return {
      what: `rename of the config → applied, ${workers} worker${workers === 1 ? "" : "s"}`,
      measured: describeSummary(summary),
      goal: `median < ${goal.median} ms, p99 < ${goal.p99} ms`,
      reached: summary.median < goal.median && summary.p99 < goal.p99,
      details: { ...summary },
    };
  });
}

/** The config with each profile active. */
async function renderEach({ world, environment }: LiveStage): Promise<string[]> {
  const { project } = await loadHead(world.store, environmentName);
  return profiles.map((active) => {
    const { rendered } = renderEnvironment(project, { ...environment, active });
    if (rendered === undefined) throw new Error(`Profile \`${active}\` cannot be rendered`);
    return rendered.text;
  });
}

async function timeRename({ world, environment, proxy, records }: LiveStage, text: string): Promise<number> {
  const { path } = world.delivery(environment);
  await writeFile(`${path}.new`, text);
  const { dev, ino, mtimeNs } = await stat(`${path}.new`, { bigint: true });
  const applied = awaitRecords(records, `${dev}:${ino}:${mtimeNs}`, proxy.pids.length);
  const start = performance.now();
  await rename(`${path}.new`, path);
  const end = await applied;
  await sleep(5);
  return end - start;
}

/** The moment in which as many workers have written down that this very file is applied. */
function awaitRecords(folder: string, identity: string, workers: number): Promise<number> {
  const done = new Set<string>();
  return new Promise((resolve, reject) => {
    const tooLate = setTimeout(() => fail(new Error("The workers did not apply the file within 10 s")), 10_000);
    const watcher = watch(folder, (_, name) => {
      if (name?.endsWith(".json")) read(name).catch(fail);
    });
    const end = () => {
      clearTimeout(tooLate);
      watcher.close();
    };
    const fail = (error: unknown) => {
      end();
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    const read = async (name: string) => {
      const report: WorkerReport = JSON.parse(await readFile(join(folder, name), "utf8"));
      if (report.file?.identity !== identity) return;
      if (report.state !== "applied") throw new Error(`A worker refused the file: ${report.error}`);
      done.add(name);
      if (done.size < workers) return;
      resolve(performance.now());
      end();
    };
  });
}
