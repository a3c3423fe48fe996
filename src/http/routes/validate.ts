import { openModelMap } from "../../litellm/model-map.ts";
import { findProfileFile } from "../../operations/find-profile-file.ts";
import { readingAt } from "../../operations/load-head.ts";
import { validateProject } from "../../operations/validate-project.ts";
import { answerValidation } from "../answer-validation.ts";
import type { ValidateQuery } from "../requests.ts";
import { headProblems, type Route } from "../route.ts";

export const validateRoute: Route<unknown, ValidateQuery> = {
  method: "GET",
  path: "/validate",
  role: "viewer",
  summary: "Check the sources of the head, the template, and every environment's config",
  takes: { query: "ValidateQuery" },
  answers: { 200: { schema: "ValidateAnswer", says: "What was found; a project with errors is an answer, too" } },
  problems: ["unknown-profile", ...headProblems],
  async answer({ world: { store }, atHead }, { query: { profile } }) {
    const question = ["validate", ...(profile === undefined ? [] : [profile])];
    const body = await atHead(question, async (commit) => {
      const read = readingAt(store, commit);
      const file = profile === undefined ? undefined : await findProfileFile(read, profile);
      return JSON.stringify(answerValidation(await validateProject(read, openModelMap), file));
    });
    return { status: 200, body };
  },
};
