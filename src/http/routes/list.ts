import { describeProfiles } from "../../operations/describe-profiles.ts";
import type { ListAnswer } from "../answers.ts";
import { headProblems, type Route } from "../route.ts";

export const listRoute: Route = {
  method: "GET",
  path: "/list",
  summary: "List the profiles of the head: groups, prices, capabilities, and where each is active",
  takes: {},
  answers: { 200: { schema: "ListAnswer", says: "Every profile, by name" } },
  problems: headProblems,
  async answer({ world: { store }, recent }) {
    const read = async (): Promise<ListAnswer> => {
      const { commit } = await store.head();
      const profiles = await describeProfiles((paths) => store.readFiles(commit, paths));
      return { version: 1, profiles, total_profiles: profiles.length };
    };
    return { status: 200, body: await recent.read(["list"], async () => JSON.stringify(await read())) };
  },
};
