import type { Json, JsonObject } from "./json.ts";

/** One model behind a group, as a profile declares it. */
export interface Deployment {
  /** LiteLLM's `provider/model`. */
  readonly model: string;
  /** Further `litellm_params`, in the order in which they were written. */
  readonly params: JsonObject;
  /** Name of the connection that gives it credentials; absent, the provider's own is used. */
  readonly connection?: string;
  /** Share of the group's load. */
  readonly weight?: number;
  /** LiteLLM's `model_info`, without `id`. */
  readonly info: JsonObject;
}

/** One entry of LiteLLM's `model_list`, in LiteLLM's own words. */
export type RenderedDeployment = {
  readonly model_name: string;
  readonly litellm_params: { readonly model: string; readonly [key: string]: Json };
  readonly model_info: { readonly id: string; readonly [key: string]: Json };
};

/** The provider in front of the first slash of `provider/model`; undefined where there is none. */
export function providerOf(model: string): string | undefined {
  const slash = model.indexOf("/");
  return slash > 0 ? model.slice(0, slash) : undefined;
}
