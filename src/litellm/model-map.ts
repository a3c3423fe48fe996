import type { JsonObject } from "../domain/json.ts";

/** What LiteLLM's model map says of one model. An absent key is unknown, never 0. */
export interface ModelFacts {
  /** LiteLLM's mode: `chat`, `embedding`, … */
  readonly mode?: string;
  readonly inputUsdPerToken?: number;
  readonly outputUsdPerToken?: number;
  readonly maxInputTokens?: number;
  readonly outputVectorSize?: number;
  /** Names without LiteLLM's prefix `supports_`; what LiteLLM says is false, or says nothing of, is not in it. */
  readonly capabilities: ReadonlySet<string>;
  /** Day on which the provider ends the model, ISO 8601. */
  readonly deprecationDate?: string;
}

/** LiteLLM's model map of one release. */
export interface ModelMap {
  /** The release whose facts answer: the one asked for, else the nearest older one in this package. */
  readonly release: string;
  /**
   * What is known of a deployment's `litellm_params.model` with its `model_info`: `base_model` is followed, and each
   * value that `info` itself gives wins. Undefined where neither says anything.
   */
  lookUp(model: string, info: JsonObject): ModelFacts | undefined;
}
