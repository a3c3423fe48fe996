import { isDeepStrictEqual } from "node:util";
import { providerOf } from "../../domain/deployment.ts";
import type { Deployment } from "../../domain/deployment.ts";
import type { Rule } from "../rule.ts";
import { deploymentsOf, placeIn } from "./subject.ts";
import type { SourcesSubject } from "./subject.ts";

export const equalDeployments: Rule<SourcesSubject> = {
  code: "equal-deployments",
  severity: "error",
  summary: "No two deployments of a group are equal",
  *check(subject) {
    const contents = new Map<string, Deployment[]>();
    for (const { profile, task, deployment, path } of deploymentsOf(subject.project)) {
      const earlier = contents.get(`${profile.name} ${task}`) ?? [];
      const content = contentOf(deployment);
      if (earlier.some((other) => isDeepStrictEqual(other, content))) {
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

/** The connection by its name, whether it was named or follows from the provider. */
function contentOf(deployment: Deployment): Deployment {
  const connection = deployment.connection ?? providerOf(deployment.model);
  return { ...deployment, ...(connection !== undefined && { connection }) };
}
