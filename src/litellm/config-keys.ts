import { nearestRelease, readFacts } from "./release-facts.ts";

/** The kinds of values that a field takes, with spaces between; a choice is `=text`. Fields that take anything are absent. */
export type FieldTypes = Readonly<Record<string, string>>;

/** The legal names of one LiteLLM release, each list sorted; extracted from its package. */
export interface ConfigKeys {
  readonly release: string;
  readonly top_level: readonly string[];
  readonly litellm_params: readonly string[];
  readonly litellm_params_types: FieldTypes;
  readonly model_list: readonly string[];
  readonly model_info: readonly string[];
  readonly model_info_types: FieldTypes;
  readonly router_settings: readonly string[];
  /** What `litellm_settings` are read by name for; any attribute of the package may be set besides. */
  readonly litellm_settings: readonly string[];
  readonly litellm_attributes: readonly string[];
  readonly general_settings: readonly string[];
  readonly optional_pre_call_checks: readonly string[];
  readonly routing_strategies: readonly string[];
  readonly retry_policy: readonly string[];
  readonly allowed_fails_policy: readonly string[];
  /** Prefixes that LiteLLM reads as a provider. */
  readonly providers: readonly string[];
  /** Models that LiteLLM knows without a provider though its map does not name them. */
  readonly bare_models: readonly string[];
  /** Models of its map that it does not know without a provider. */
  readonly refused_bare_models: readonly string[];
  /** Parts of an `api_base` by which it knows the provider. */
  readonly endpoints: readonly string[];
  /** Names that `callbacks` takes. */
  readonly callbacks: readonly string[];
  /** Names that `success_callback` and `failure_callback` take. */
  readonly logging_callbacks: readonly string[];
  readonly alert_types: readonly string[];
  readonly key_management_systems: readonly string[];
  readonly guardrails: readonly string[];
  readonly guardrail_modes: readonly string[];
  readonly cache_types: readonly string[];
  readonly cache_params: readonly string[];
  /** Kinds of calls whose answers a cache can keep. */
  readonly cached_calls: readonly string[];
  readonly modes: readonly string[];
}

const read = new Map<string, ConfigKeys>();

/** The names of a release, or of the nearest older one that this package has; each is read once. */
export function readConfigKeys(release: string): ConfigKeys {
  const known = nearestRelease(release);
  const keys: ConfigKeys = read.get(known) ?? JSON.parse(readFacts(known, "keys.json"));
  read.set(known, keys);
  return keys;
}
