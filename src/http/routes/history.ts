import { readHistory } from "../../operations/read-history.ts";
import type { HistoryAnswer } from "../answers.ts";
import type { HistoryQuery } from "../requests.ts";
import type { Route } from "../route.ts";

export const historyRoute: Route<unknown, HistoryQuery> = {
  method: "GET",
  path: "/history",
  role: "viewer",
  summary: "List every change of an environment's active profile that git knows of, newest first",
  description:
    "Read from git alone. `audit` is what the log of this control plane adds to a commit: null where it made none, or its log was lost.",
  takes: { query: "HistoryQuery" },
  answers: { 200: { schema: "HistoryAnswer", says: "Who, when, from, to, why, and whether it was proven" } },
  problems: ["unknown-environment", "no-commits", "git-refused"],
  async answer({ world, recent, auditIndex }, { query: { environment, limit = 100 } }) {
    const read = async (): Promise<HistoryAnswer> => {
      const revisions = await readHistory(world.store, { environment });
      const told = revisions
        .slice(0, limit)
        .map((revision) => ({ ...revision, audit: auditIndex.find(revision.commit) ?? null }));
      return { version: 1, revisions: told, total_revisions: revisions.length };
    };
    const question = ["history", limit, ...(environment === undefined ? [] : [environment])];
    return { status: 200, body: await recent.read(question, async () => JSON.stringify(await read())) };
  },
};
