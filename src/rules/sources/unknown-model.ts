import type { Task } from "../../domain/project.ts";
import type { ModelFacts } from "../../litellm/model-map.ts";
import type { Rule } from "../rule.ts";
import { placeIn, taskDeploymentsOf } from "./subject.ts";
import type { SourcesSubject } from "./subject.ts";

export const unknownModel: Rule<SourcesSubject> = {
  code: "unknown-model",
  severity: "info",
  summary: "The model map says of each model what its task requires",
  *check(subject) {
    for (const { profile, promised, deployment, path } of taskDeploymentsOf(subject.project)) {
      const unknown = unknownOf(subject.modelFacts.get(deployment), promised);
      if (unknown.length === 0) continue;
      yield {
        place: placeIn(subject, profile.file, [...path, "model"]),
        message: `LiteLLM's model map does not say of \`${deployment.model}\`: ${unknown.join(", ")}`,
        hint: "Name the model that it is by `info: {base_model: …}`, or give the values in `info`",
      };
    }
  },
};

/** What the task asks for and nobody says. A known model has just the capabilities that the map lists. */
function unknownOf(facts: ModelFacts | undefined, task: Task): string[] {
  return [
    ...(task.minInputTokens !== undefined && facts?.maxInputTokens === undefined ? ["context window"] : []),
    ...(task.dimensions !== undefined && facts?.outputVectorSize === undefined ? ["vector size"] : []),
    ...(task.requires.length > 0 && facts === undefined ? ["capabilities"] : []),
  ];
}
