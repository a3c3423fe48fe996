import { readStats } from "../operations/read-stats.ts";
import { durationSeconds } from "../sources/duration.ts";
import type { ProfileStats } from "./answers.ts";
import type { StatsQuery } from "./requests.ts";
import type { Answer, Control } from "./route.ts";

/** What both routes say of themselves. */
export const statsDescription =
  "Since the profile became active, or for a `period`. From LiteLLM's Prometheus metrics, which this control plane samples every 15 seconds while it runs, or asked of the server that the environment names as `prometheus`; what was not counted is `unavailable`, and `sampling` says whether there was a break, and why nobody can be asked.";

/** How a profile has done; absent, the groups in force. */
export async function answerStats(
  { world, recent, openTraffic }: Control,
  { environment = "default", period }: StatsQuery,
  profile?: string,
): Promise<Answer> {
  const seconds = period === undefined ? undefined : durationSeconds(period);
  const request = {
    environment,
    ...(profile !== undefined && { profile }),
    ...(seconds !== undefined && { seconds }),
  };
  const read = (): Promise<ProfileStats> => readStats(world, openTraffic, request);
  const question = ["stats", environment, profile ?? "", seconds ?? ""];
  return { status: 200, body: await recent.read(question, async () => JSON.stringify(await read())) };
}
