import { describeProfiles } from "../../operations/describe-profiles.ts";
import { readingAt } from "../../operations/load-head.ts";
import type { ListAnswer } from "../answers.ts";
import { headProblems, type Route } from "../route.ts";

export const listRoute: Route = {
  method: "GET",
  path: "/list",
  role: "viewer",
  summary: "List the profiles of the head: groups, prices, capabilities, and where each is active",
  takes: {},
  answers: { 200: { schema: "ListAnswer", says: "Every profile, by name" } },
  problems: headProblems,
  async answer({ world: { store }, atHead }) {
    const read = async (commit: string): Promise<ListAnswer> => {
      const profiles = await describeProfiles(readingAt(store, commit));
      return { version: 1, profiles, total_profiles: profiles.length };
    };
    return { status: 200, body: await atHead(["list"], async (commit) => JSON.stringify(await read(commit))) };
  },
};
