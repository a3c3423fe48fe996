import type { ConfigKeys } from "./config-keys.ts";

/** A JSON Schema, or a part of one. */
interface Schema {
  readonly [keyword: string]: unknown;
}

/** A value that may also come from a variable. */
function orReference(schema: Schema): Schema {
  return { anyOf: [schema, { type: "string", pattern: "^os\\.environ/" }] };
}

/**
 * An editor's schema of `litellm_config.yaml` for one release: what it completes are the names that LiteLLM reads. As
 * lenient as the rules: an unknown key is none of its business, and it refuses only what LiteLLM aborts at or fails with.
 */
export function configSchema(keys: ConfigKeys): Schema {
  const fallbacks = { type: ["array", "null"], items: { type: "object", maxProperties: 1 } };
  const section = (names: readonly string[], known: Schema = {}): Schema => ({
    type: ["object", "null"],
    properties: { ...Object.fromEntries(names.map((name) => [name, {}])), ...known },
  });
  const strategy = keys.routing_strategies;
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: `litellm_config.yaml of LiteLLM ${keys.release}`,
    type: "object",
    properties: {
      ...Object.fromEntries(keys.top_level.map((name) => [name, {}])),
      include: { type: "array", items: { type: "string" }, description: "Files whose sections replace these" },
      model_list: { type: ["array", "null"], items: { $ref: "#/definitions/entry" } },
      router_settings: section(keys.router_settings, {
        model_group_alias: { $ref: "#/definitions/aliases" },
        routing_strategy: orReference({ enum: strategy }),
        fallbacks,
        context_window_fallbacks: fallbacks,
        content_policy_fallbacks: fallbacks,
      }),
      litellm_settings: section([...keys.litellm_settings, ...keys.litellm_attributes]),
      general_settings: section(keys.general_settings, { master_key: { type: ["string", "null"] } }),
    },
    definitions: {
      entry: {
        type: "object",
        required: ["model_name", "litellm_params"],
        properties: {
          model_name: { type: "string", description: "The group: entries of one name share the load" },
          litellm_params: {
            type: "object",
            required: ["model"],
            properties: {
              ...Object.fromEntries(keys.litellm_params.map((name) => [name, {}])),
              model: { type: "string" },
              weight: { type: ["number", "boolean", "null"], description: "Its share of the group's load" },
              tags: { type: ["array", "null"] },
            },
          },
          model_info: { type: "object", properties: { id: {}, mode: { examples: keys.modes }, base_model: {} } },
        },
      },
      aliases: {
        type: ["object", "null"],
        description: "The name that clients call, and the group behind it",
        additionalProperties: {
          anyOf: [
            { type: "string", minLength: 1 },
            {
              type: "object",
              required: ["model", "hidden"],
              properties: { model: { type: "string", minLength: 1 }, hidden: { type: "boolean" } },
            },
          ],
        },
      },
    },
  };
}
