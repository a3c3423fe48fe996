import { answerStats, statsDescription } from "../answer-stats.ts";
import type { StatsQuery } from "../requests.ts";
import { headProblems, type Route } from "../route.ts";

export const statsRoute: Route<unknown, StatsQuery> = {
  method: "GET",
  path: "/stats",
  role: "viewer",
  summary: "Say how the groups in force have done: requests, failures, latency, tokens, cost, fallbacks",
  description: statsDescription,
  takes: { query: "StatsQuery" },
  answers: { 200: { schema: "ProfileStats", says: "By task, and by deployment" } },
  problems: headProblems,
  answer: (control, { query }) => answerStats(control, query),
};
