import { describeStatus } from "../../operations/describe-status.ts";
import type { StatusAnswer } from "../answers.ts";
import type { StatusQuery } from "../requests.ts";
import { headProblems, type Route } from "../route.ts";

export const statusRoute: Route<unknown, StatusQuery> = {
  method: "GET",
  path: "/status",
  role: "viewer",
  summary: "Say which profile is declared, which groups answer, and which layer drifts",
  description:
    "At most one second old; `fresh=true` asks the proxies now. `mapping_valid` compares what the workers have in force with the config in git, and is null where no worker answers.",
  takes: { query: "StatusQuery" },
  answers: { 200: { schema: "StatusAnswer", says: "How the layers stand to each other" } },
  problems: headProblems,
  async answer({ world, recent }, { query: { environment = "default", fresh = false } }) {
    const read = async (): Promise<StatusAnswer> => {
      const as_of = world.clock.now().toISOString();
      return { ...(await describeStatus(world, environment)), as_of };
    };
    const body = await recent.read(["status", environment], async () => JSON.stringify(await read()), { fresh });
    return { status: 200, body };
  },
};
