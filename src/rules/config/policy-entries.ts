import type { Json } from "../../domain/json.ts";
import { sectionOf, type ConfigSubject } from "./subject.ts";

/** One entry of `retry_policy` or `allowed_fails_policy`, or of a group's own `retry_policy`. */
export interface PolicyEntry {
  readonly policy: "retry_policy" | "allowed_fails_policy";
  readonly name: string;
  readonly value: Json;
  readonly path: readonly string[];
}

export function policyEntries({ config }: ConfigSubject): PolicyEntry[] {
  const router = sectionOf(config, "router_settings");
  const perGroup = sectionOf(router, "model_group_retry_policy");
  const policies = [
    ...(["retry_policy", "allowed_fails_policy"] as const).map((policy) => ({
      policy,
      values: sectionOf(router, policy),
      path: ["router_settings", policy],
    })),
    ...Object.keys(perGroup).map((group) => ({
      policy: "retry_policy" as const,
      values: sectionOf(perGroup, group),
      path: ["router_settings", "model_group_retry_policy", group],
    })),
  ];
  return policies.flatMap(({ policy, values, path }) =>
    Object.entries(values).map(([name, value]) => ({ policy, name, value, path: [...path, name] })),
  );
}
