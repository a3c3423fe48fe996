import type { Rule } from "../rule.ts";
import { placeIn, taskDeploymentsOf } from "./subject.ts";
import type { SourcesSubject } from "./subject.ts";
import { vectorSizeOf } from "./vector-size.ts";

export const unevenDimensions: Rule<SourcesSubject> = {
  code: "uneven-dimensions",
  severity: "error",
  summary: "Whichever profile is in force, a task gives vectors of one size",
  *check(subject) {
    const first = new Map<string, { readonly size: number; readonly profile: string }>();
    for (const { profile, promised, deployment, path } of taskDeploymentsOf(subject.project)) {
      const size = vectorSizeOf(subject, deployment);
      if (promised.mode !== "embedding" || promised.dimensions !== undefined || size === undefined) continue;
      const other = first.get(promised.name) ?? { size, profile: profile.name };
      first.set(promised.name, other);
      if (other.size === size) continue;
      yield {
        place: placeIn(subject, profile.file, [...path, "model"]),
        message: `\`${deployment.model}\` gives vectors of ${size}, where task \`${promised.name}\` gives ${other.size} in profile \`${other.profile}\``,
        hint: `Vectors that are stored fit no others: say which size the task promises by \`dimensions: ${other.size}\``,
      };
    }
  },
};
