import type { Row } from "../measurement.ts";
import { writeLongHistory } from "../stage/long-history.ts";
import { measureCli } from "../stage/run-cli.ts";
import { medianOf } from "../statistics.ts";

const commits = 10_000;
const runs = 5;
const goalSeconds = 1;

/** `history` as a user runs it: a whole process, over a branch on which everything is a switch. */
export const historyRow: Row = {
  name: "history",
  measure: (bench) =>
    bench.inFolder(async (folder) => {
      await writeLongHistory(folder, commits);
      const usages = [];
      for (let run = 0; run < runs; run += 1)
        usages.push(await measureCli(bench, folder, ["history", "--format", "csv"]));
      const seconds = medianOf(usages.map(({ milliseconds }) => milliseconds / 1000));
      const cpuSeconds = medianOf(usages.map((usage) => usage.cpuSeconds));
      return [
        {
          what: `\`history\` of ${commits} commits, whole process`,
          measured: `${seconds} s (${cpuSeconds} s of CPU without git's; medians, n = ${runs})`,
          goal: `< ${goalSeconds} s`,
          reached: seconds < goalSeconds,
          details: { seconds, cpuSeconds },
        },
      ];
    }),
};
