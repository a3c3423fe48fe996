import type { Rule } from "../rule.ts";
import { placeIn, taskDeploymentsOf } from "./subject.ts";
import type { SourcesSubject } from "./subject.ts";

/** LiteLLM translates a chat request for models that have only the Responses API. */
const translated = new Map([["responses", "chat"]]);

export const modelMode: Rule<SourcesSubject> = {
  code: "model-mode",
  severity: "error",
  summary: "A model has the mode of the task that it answers",
  *check(subject) {
    for (const { profile, promised, deployment, path } of taskDeploymentsOf(subject.project)) {
      const mode = subject.modelFacts.get(deployment)?.mode;
      if (mode === undefined || mode === promised.mode || translated.get(mode) === promised.mode) continue;
      yield {
        place: placeIn(subject, profile.file, [...path, "model"]),
        message: `\`${deployment.model}\` has mode \`${mode}\`, task \`${promised.name}\` asks for \`${promised.mode}\``,
        hint: `If the model map is wrong, say so: \`info: {mode: ${promised.mode}}\``,
      };
    }
  },
};
