import type { Rule } from "../rule.ts";
import { placeIn, taskDeploymentsOf } from "./subject.ts";
import type { SourcesSubject } from "./subject.ts";

export const modelContext: Rule<SourcesSubject> = {
  code: "model-context",
  severity: "error",
  summary: "A model takes as much input as its task needs",
  *check(subject) {
    for (const { profile, promised, deployment, path } of taskDeploymentsOf(subject.project)) {
      const most = subject.modelFacts.get(deployment)?.maxInputTokens;
      if (promised.minInputTokens === undefined || most === undefined || most >= promised.minInputTokens) continue;
      yield {
        place: placeIn(subject, profile.file, [...path, "model"]),
        message: `\`${deployment.model}\` takes ${most} tokens, task \`${promised.name}\` needs ${promised.minInputTokens}`,
        hint: "If the model map is wrong, say so: `info: {max_input_tokens: …}`",
      };
    }
  },
};
