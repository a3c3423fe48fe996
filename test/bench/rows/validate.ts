import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Bench } from "../bench.ts";
import type { Measurement, Row } from "../measurement.ts";
import { printBigConfig } from "../stage/big-project.ts";
import { cliOf, measureCli, timeNode } from "../stage/run-cli.ts";
import { medianOf, round } from "../statistics.ts";

const pairs = 41;
const goalRatio = 3;
const deployments = 10_000;
const bigRuns = 5;
const bigGoal = { cpuSeconds: 1, peakMegabytes: 200 };

/** What is found does not end the process with a failure. */
const asWarnings = ["--rule", "misspelt-parameter=warning"];

/** `validate` as a user runs it: whole processes. */
export const validateRow: Row = {
  name: "validate",
  measure: async (bench) => [
    await measureStart(bench),
    await measureBig(bench, { what: `a config with ${deployments} deployments`, config: printBigConfig(deployments) }),
    await measureBig(bench, {
      what: `a config with ${deployments} deployments and as many findings`,
      config: printBigConfig(deployments).replaceAll("      timeout: 30\n", "      timout: 30\n"),
    }),
  ],
};

/** Interleaved with an empty program, so that both see the same machine. */
async function measureStart(bench: Bench): Promise<Measurement> {
  const validate = new Array<number>();
  const empty = new Array<number>();
  for (let pair = 0; pair < pairs; pair += 1) {
    validate.push(await timeNode(bench.root, [cliOf(bench), "validate"]));
    empty.push(await timeNode(bench.root, ["-e", "0"]));
  }
  const [own, bare] = [medianOf(validate), medianOf(empty)];
  const ratio = round(own / bare);
  return {
    what: "`validate` of this project, whole process",
    measured: `${ratio} × \`node -e 0\` (medians ${own} ms and ${bare} ms, n = ${pairs})`,
    goal: `≤ ${goalRatio} ×`,
    reached: ratio <= goalRatio,
    details: { ratio, validate: own, node: bare },
  };
}

async function measureBig(bench: Bench, { what, config }: { what: string; config: string }): Promise<Measurement> {
  return bench.inFolder(async (folder) => {
    await writeFile(join(folder, "litellm_config.yaml"), config);
    const runs = [];
    for (let run = 0; run < bigRuns; run += 1)
      runs.push(await measureCli(bench, folder, ["validate", "litellm_config.yaml", ...asWarnings]));
    const cpuSeconds = medianOf(runs.map((run) => run.cpuSeconds));
    const peakMegabytes = medianOf(runs.map((run) => run.peakMegabytes));
    return {
      what: `\`validate\` of ${what}, whole process`,
      measured: `${cpuSeconds} s of CPU, ${peakMegabytes} MB at the peak (medians, n = ${bigRuns})`,
      goal: `≤ ${bigGoal.cpuSeconds} s CPU, ≤ ${bigGoal.peakMegabytes} MB`,
      reached: cpuSeconds <= bigGoal.cpuSeconds && peakMegabytes <= bigGoal.peakMegabytes,
      details: { cpuSeconds, peakMegabytes },
    };
  });
}
