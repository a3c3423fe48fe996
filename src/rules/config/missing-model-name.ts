import { isJsonObject } from "../../domain/json.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import type { ConfigSubject } from "./subject.ts";

export const missingModelName: Rule<ConfigSubject> = {
  code: "missing-model-name",
  severity: "error",
  summary: "Every entry of `model_list` has a `model_name` that is text",
  *check({ items, placeOf }) {
    for (const { path, value } of items) {
      if (!isJsonObject(value)) continue;
      const name = value["model_name"];
      if (typeof name === "string" && name !== "") continue;
      const hint = "Write the name that clients call; in quotes where YAML reads it as something else";
      yield { place: placeOf([...path, "model_name"]), message: said(name), hint };
    }
  },
};

function said(name: unknown): string {
  if (name === undefined)
    return `An entry has no \`model_name\`; ${executed("LiteLLM aborts at start with a bare `KeyError`")}`;
  if (name === "") return `A \`model_name\` is empty; ${executed("the deployment loads, and no request reaches it")}`;
  const isCollection = typeof name === "object" && name !== null;
  const effect = isCollection ? "LiteLLM aborts at start" : "LiteLLM drops the deployment with one log line";
  return `A \`model_name\` is no text; ${executed(effect)}`;
}
