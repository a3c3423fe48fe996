import { isJsonArray, isJsonObject, type JsonObject } from "../../domain/json.ts";
import { sectionOf, type ConfigSubject } from "./subject.ts";

/** An item of `router_settings.routing_groups` that is a mapping. */
export interface RoutingGroup {
  readonly path: readonly (string | number)[];
  readonly group: JsonObject;
}

/** The routing groups of a release that has them. */
export function routingGroups({ config }: ConfigSubject): RoutingGroup[] {
  const listed = sectionOf(config, "router_settings")["routing_groups"];
  if (!isJsonArray(listed)) return [];
  return listed.flatMap((group, index) =>
    isJsonObject(group) ? [{ path: ["router_settings", "routing_groups", index], group }] : [],
  );
}
