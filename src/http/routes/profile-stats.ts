import { answerStats, statsDescription } from "../answer-stats.ts";
import type { StatsPath, StatsQuery } from "../requests.ts";
import { headProblems, type Route } from "../route.ts";

export const profileStatsRoute: Route<StatsPath, StatsQuery> = {
  method: "GET",
  path: "/stats/{profile}",
  role: "viewer",
  summary: "Say how a profile's groups have done",
  description: statsDescription,
  takes: { path: "StatsPath", query: "StatsQuery" },
  answers: { 200: { schema: "ProfileStats", says: "By task, and by deployment" } },
  problems: ["unknown-profile", ...headProblems],
  answer: (control, { path: { profile }, query }) => answerStats(control, query, profile),
};
