import type { Measurement } from "../../measurement.ts";
import type { ServeStage } from "../../stage/serve-stage.ts";

export const connections = 32;
const seconds = 3;

/** Callers on connections that stay open; they run on this machine, too. */
export async function measureThroughput(serve: ServeStage, path: string): Promise<Measurement> {
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
