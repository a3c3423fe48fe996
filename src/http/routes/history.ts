import { readHistory } from "../../operations/read-history.ts";
import type { HistoryAnswer } from "../answers.ts";
import type { HistoryQuery } from "../requests.ts";
import type { Route } from "../route.ts";

export const historyRoute: Route<unknown, HistoryQuery> = {
  method: "GET",
  path: "/history",
  summary: "List every change of an environment's active profile that git knows of, newest first",
  takes: { query: "HistoryQuery" },
  answers: { 200: { schema: "HistoryAnswer", says: "Who, when, from, to, why, and whether it was proven" } },
  problems: ["no-commits", "git-refused"],
  async answer({ world, recent }, { query: { environment, limit = 100 } }) {
    const read = async (): Promise<HistoryAnswer> => {
      const revisions = await readHistory(world.store, environment);
      return { version: 1, revisions: revisions.slice(0, limit), total_revisions: revisions.length };
    };
    const question = ["history", limit, ...(environment === undefined ? [] : [environment])];
    return { status: 200, body: await recent.read(question, async () => JSON.stringify(await read())) };
  },
};
