import type { JsonObject } from "../../domain/json.ts";
import { sectionOf } from "./subject.ts";

/** Names of callbacks that the config itself describes, as `generic_api` with an address. */
export function describedCallbacks(config: JsonObject): readonly string[] {
  return [config, sectionOf(config, "litellm_settings")].flatMap((section) =>
    Object.keys(sectionOf(section, "callback_settings")),
  );
}
