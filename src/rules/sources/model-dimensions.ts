import type { Rule } from "../rule.ts";
import { placeIn, taskDeploymentsOf } from "./subject.ts";
import type { SourcesSubject } from "./subject.ts";
import { vectorSizeOf } from "./vector-size.ts";

export const modelDimensions: Rule<SourcesSubject> = {
  code: "model-dimensions",
  severity: "error",
  summary: "A model gives vectors of the size that its task promises",
  *check(subject) {
    for (const { profile, promised, deployment, path } of taskDeploymentsOf(subject.project)) {
      const size = vectorSizeOf(subject, deployment);
      if (promised.dimensions === undefined || size === undefined || size === promised.dimensions) continue;
      yield {
        place: placeIn(subject, profile.file, [...path, "model"]),
        message: `\`${deployment.model}\` gives vectors of ${size}, task \`${promised.name}\` promises ${promised.dimensions}`,
        hint: `A model that can shorten its vectors does so with \`params: {dimensions: ${promised.dimensions}}\``,
      };
    }
  },
};
