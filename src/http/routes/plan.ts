import { planSwitch } from "../../operations/switch-profile.ts";
import type { Plan } from "../answers.ts";
import type { EnvironmentQuery, PlanPath } from "../requests.ts";
import { headProblems, type Route } from "../route.ts";

export const planRoute: Route<PlanPath, EnvironmentQuery> = {
  method: "GET",
  path: "/plan/{profile}",
  role: "viewer",
  summary: "Say what a switch would do: models, prices, capabilities lost, live or restart",
  takes: { path: "PlanPath", query: "EnvironmentQuery" },
  answers: { 200: { schema: "Plan", says: "The plan; nothing has changed" } },
  problems: ["unknown-profile", "profile-not-listed", ...headProblems, "render-refused"],
  async answer({ world, atHead }, { path: { profile }, query: { environment = "default" } }) {
    const read = (): Promise<Plan> => planSwitch(world, { environment, profile });
    const body = await atHead(["plan", environment, profile], async () => JSON.stringify(await read()));
    return { status: 200, body };
  },
};
