import { isSameJson } from "../../domain/same-json.ts";
import { connectionOf } from "../../domain/project.ts";
import type { Project } from "../../domain/project.ts";
import type { Deployment } from "../../domain/deployment.ts";
import type { JsonObject } from "../../domain/json.ts";
import type { Rule } from "../rule.ts";
import { deploymentsOf, placeIn } from "./subject.ts";
import type { SourcesSubject } from "./subject.ts";

export const equalDeployments: Rule<SourcesSubject> = {
  code: "equal-deployments",
  severity: "error",
  summary: "No two deployments of a group are equal",
  *check(subject) {
    const contents = new Map<string, JsonObject[]>();
    for (const { profile, task, deployment, path } of deploymentsOf(subject.project)) {
      const earlier = contents.get(`${profile.name} ${task}`) ?? [];
      const content = contentOf(subject.project, deployment);
      if (earlier.some((other) => isSameJson(other, content))) {
        yield {
          place: placeIn(subject, profile.file, path),
          message: `This deployment of \`${deployment.model}\` is equal to one before it`,
          hint: "Remove it, and give the other one the weight of both",
        };
      }
      contents.set(`${profile.name} ${task}`, [...earlier, content]);
    }
  },
};

/** What is rendered of it, whichever way its parameters came. */
function contentOf(project: Project, deployment: Deployment): JsonObject {
  const { model, params, weight = null, info } = deployment;
  return { model, params: { ...connectionOf(project, deployment), ...params }, weight, info };
}
