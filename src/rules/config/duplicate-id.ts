import { deploymentId } from "../../litellm/routing-of.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import type { ConfigEntry, ConfigSubject } from "./subject.ts";

export const duplicateId: Rule<ConfigSubject> = {
  code: "duplicate-id",
  severity: "error",
  summary: "No two deployments have the same `model_info.id`",
  *check({ entries, placeOf }) {
    const first = new Map<string, ConfigEntry>();
    for (const entry of entries) {
      const id = deploymentId({ model_info: entry.info });
      if (id === undefined) continue;
      const other = first.get(id);
      if (other === undefined) {
        first.set(id, entry);
        continue;
      }
      yield {
        ...(other.group === entry.group && { severity: "warning" as const }),
        place: placeOf([...entry.path, "model_info", "id"]),
        message: `Id \`${id}\` stands in two deployments; ${executed(effect(other, entry))}`,
        hint: "Give each deployment an id of its own, or none",
      };
    }
  },
};

function effect({ group }: ConfigEntry, other: ConfigEntry): string {
  if (group === other.group) return "both answer, and nothing tells one from the other";
  return `a request for \`${other.group}\` may be answered by the deployment of \`${group}\`, without a word`;
}
