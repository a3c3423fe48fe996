import type { ModelFacts } from "../../litellm/model-map.ts";
import type { Rule } from "../rule.ts";
import { placeIn, taskDeploymentsOf, type PlacedDeployment } from "./subject.ts";
import type { SourcesSubject } from "./subject.ts";

export const unknownPrice: Rule<SourcesSubject> = {
  code: "unknown-price",
  severity: "info",
  summary: "Where some models of a task have a price, all that are known have one",
  *check(subject) {
    const factsOf = ({ deployment }: PlacedDeployment): ModelFacts | undefined => subject.modelFacts.get(deployment);
    const hasPrice = (placed: PlacedDeployment): boolean => factsOf(placed)?.inputUsdPerToken !== undefined;
    const placed = [...taskDeploymentsOf(subject.project)].filter((each) => factsOf(each) !== undefined);
    const priced = new Set(placed.filter(hasPrice).map(({ task }) => task));
    for (const each of placed.filter((one) => priced.has(one.task) && !hasPrice(one))) {
      yield {
        place: placeIn(subject, each.profile.file, [...each.path, "model"]),
        message: `LiteLLM's model map has no price for \`${each.deployment.model}\`, so that a plan cannot compare what task \`${each.task}\` costs`,
        hint: "Give it in `info: {input_cost_per_token: …, output_cost_per_token: …}`, or name the model that it is by `base_model`",
      };
    }
  },
};
