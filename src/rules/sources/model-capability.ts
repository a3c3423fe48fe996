import { nearestName } from "../../sources/nearest-name.ts";
import type { Rule, RuleFinding } from "../rule.ts";
import { placeIn, taskDeploymentsOf } from "./subject.ts";
import type { SourcesSubject } from "./subject.ts";

export const modelCapability: Rule<SourcesSubject> = {
  code: "model-capability",
  severity: "error",
  summary: "A model has every capability that its task requires",
  *check(subject): Generator<RuleFinding> {
    for (const { profile, promised, deployment, path } of taskDeploymentsOf(subject.project)) {
      const capabilities = subject.modelFacts.get(deployment)?.capabilities;
      if (capabilities === undefined) continue;
      for (const capability of promised.requires.filter((name) => !capabilities.has(name))) {
        yield {
          place: placeIn(subject, profile.file, [...path, "model"]),
          message: `\`${deployment.model}\` lacks \`${capability}\`, which task \`${promised.name}\` requires`,
          hint: capabilityHint(capability, capabilities),
        };
      }
    }
  },
};

/** A capability that is called almost like one of the model's is most probably misspelt in the task. */
function capabilityHint(capability: string, capabilities: ReadonlySet<string>): string {
  const nearest = nearestName(capability, capabilities);
  if (nearest !== undefined) return `It has \`${nearest}\`: is the task's \`requires\` misspelt?`;
  return `If the model map is wrong, say so: \`info: {supports_${capability}: true}\``;
}
