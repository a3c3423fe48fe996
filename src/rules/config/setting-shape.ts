import { isJsonArray, isJsonObject, type Json } from "../../domain/json.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { sectionOf, type ConfigSubject } from "./subject.ts";

type Shape = "mapping" | "list" | "number" | "bool" | "text";

/** What LiteLLM does where a setting has another shape; nothing at all is no other. */
interface Due {
  readonly section?: string;
  readonly key: string;
  readonly shape: Shape;
  readonly effect: string;
}

const aborts = "LiteLLM aborts at start";
const fails = "the proxy starts, and every call fails";
const ignored = "LiteLLM says nothing, and it has no effect";

const settings: readonly Due[] = [
  { key: "credential_list", shape: "list", effect: aborts },
  { key: "guardrails", shape: "list", effect: aborts },
  { key: "mcp_servers", shape: "mapping", effect: aborts },
  { key: "vector_store_registry", shape: "list", effect: aborts },
  { section: "general_settings", key: "coordination_redis", shape: "mapping", effect: aborts },
  { section: "general_settings", key: "database_url", shape: "text", effect: aborts },
  { section: "general_settings", key: "key_management_settings", shape: "mapping", effect: aborts },
  { section: "general_settings", key: "role_permissions", shape: "list", effect: aborts },
  { section: "litellm_settings", key: "cache", shape: "bool", effect: fails },
  { section: "litellm_settings", key: "custom_provider_map", shape: "list", effect: aborts },
  { section: "litellm_settings", key: "default_max_internal_user_budget", shape: "number", effect: aborts },
  { section: "litellm_settings", key: "default_team_settings", shape: "list", effect: aborts },
  { section: "litellm_settings", key: "max_budget", shape: "number", effect: aborts },
  { section: "litellm_settings", key: "max_internal_user_budget", shape: "number", effect: aborts },
  { section: "litellm_settings", key: "model_alias_map", shape: "mapping", effect: fails },
  { section: "litellm_settings", key: "model_group_settings", shape: "mapping", effect: aborts },
  { section: "litellm_settings", key: "upperbound_key_generate_params", shape: "mapping", effect: aborts },
  { section: "router_settings", key: "alerting_config", shape: "mapping", effect: aborts },
  { section: "router_settings", key: "allowed_fails_policy", shape: "mapping", effect: ignored },
  { section: "router_settings", key: "default_litellm_params", shape: "mapping", effect: aborts },
  { section: "router_settings", key: "provider_budget_config", shape: "mapping", effect: aborts },
  { section: "router_settings", key: "retry_policy", shape: "mapping", effect: ignored },
  { section: "router_settings", key: "routing_strategy_args", shape: "mapping", effect: aborts },
];

export const settingShape: Rule<ConfigSubject> = {
  code: "setting-shape",
  severity: "error",
  summary: "A setting has the shape that LiteLLM reads",
  *check({ config, placeOf }) {
    for (const { section, key, shape, effect } of settings) {
      const value = (section === undefined ? config : sectionOf(config, section))[key];
      if (value === undefined || value === null || isReference(value) || fits[shape](value)) continue;
      yield {
        place: placeOf(section === undefined ? [key] : [section, key]),
        message: `\`${key}\` is no ${shape}; ${executed(effect)}`,
        hint: `Write a ${shape}, or remove the key`,
        ...(effect === ignored && { severity: "warning" as const }),
      };
    }
  },
};

const fits: Readonly<Record<Shape, (value: Json) => boolean>> = {
  bool: (value) => typeof value === "boolean",
  list: isJsonArray,
  mapping: isJsonObject,
  number: (value) =>
    typeof value === "number" || (typeof value === "string" && value.trim() !== "" && !Number.isNaN(Number(value))),
  text: (value) => typeof value === "string",
};

function isReference(value: Json): boolean {
  return typeof value === "string" && value.startsWith("os.environ/");
}
