import type { Json } from "./json.ts";

/** One thing that two configs say differently. */
export interface ConfigDifference {
  readonly kind: "added" | "removed" | "changed";
  /** Where it stands: `router_settings.model_group_alias.chat`; deployments by group: `model_list.gpt-4o[0]`. */
  readonly path: string;
  /** Absent where the first config has nothing there. */
  readonly before?: Json;
  /** Absent where the second config has nothing there. */
  readonly after?: Json;
}
