import type { Json } from "../../domain/json.ts";
import { sectionOf, type ConfigSubject } from "./subject.ts";

/** One entry of `retry_policy` or `allowed_fails_policy`. */
export interface PolicyEntry {
  readonly policy: "retry_policy" | "allowed_fails_policy";
  readonly name: string;
  readonly value: Json;
  readonly path: readonly string[];
}

export function policyEntries({ config }: ConfigSubject): PolicyEntry[] {
  const router = sectionOf(config, "router_settings");
  return (["retry_policy", "allowed_fails_policy"] as const).flatMap((policy) =>
    Object.entries(sectionOf(router, policy)).map(([name, value]) => ({
      policy,
      name,
      value,
      path: ["router_settings", policy, name],
    })),
  );
}
