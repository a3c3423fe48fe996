import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Row } from "../measurement.ts";
import { writeBigProject } from "../stage/big-project.ts";
import { measureCli } from "../stage/run-cli.ts";
import { medianOf } from "../statistics.ts";

const groups = 10_000;
const runs = 5;
const goalSeconds = 2;

/** `render` as a user runs it: a whole process, from source files to the file that is written. */
export const renderRow: Row = {
  name: "render",
  measure: (bench) =>
    bench.inFolder(async (folder) => {
      await writeBigProject(bench, folder, groups);
      const usages = [];
      for (let run = 0; run < runs; run += 1) {
        await rm(join(folder, "litellm_config.yaml"), { force: true });
        usages.push(await measureCli(bench, folder, ["render"]));
      }
      const seconds = medianOf(usages.map(({ milliseconds }) => milliseconds / 1000));
      const cpuSeconds = medianOf(usages.map((usage) => usage.cpuSeconds));
      const peakMegabytes = medianOf(usages.map((usage) => usage.peakMegabytes));
      return [
        {
          what: `\`render\` of ${groups} groups, whole process`,
          measured: `${seconds} s (${cpuSeconds} s of CPU, ${peakMegabytes} MB at the peak; medians, n = ${runs})`,
          goal: `< ${goalSeconds} s`,
          reached: seconds < goalSeconds,
          details: { seconds, cpuSeconds, peakMegabytes },
        },
      ];
    }),
};
