import type { Row } from "../measurement.ts";
import { onLiveStage } from "../stage/live-stage.ts";
import { onServeStage } from "../stage/serve-stage.ts";
import { measureBare } from "./serve/bare.ts";
import { measureReads } from "./serve/reads.ts";
import { measureSoak } from "./serve/soak.ts";
import { measureSwitches } from "./serve/switches.ts";
import { measureThroughput } from "./serve/throughput.ts";

/** The control plane as programs meet it: rows that start LiteLLM and `serve` once each. */
export const serveRows: readonly Row[] = [
  {
    name: "serve",
    measure: (bench) =>
      onLiveStage(bench, { workers: 1 }, (stage) =>
        onServeStage(bench, stage, async (serve) => {
          const bare = await measureBare(stage);
          return [
            ...(await measureSwitches(bench, serve, bare)),
            ...(await measureReads(serve, bare)),
            await measureThroughput(serve, "status"),
            await measureThroughput(serve, "list"),
          ];
        }),
      ),
  },
  {
    name: "soak",
    measure: (bench) =>
      onLiveStage(bench, { workers: 1 }, (stage) => onServeStage(bench, stage, (serve) => measureSoak(bench, serve))),
  },
];
