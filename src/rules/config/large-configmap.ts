import { isJsonObject, type Json } from "../../domain/json.ts";
import { readDocuments } from "../../litellm/find-configs.ts";
import type { Rule } from "../rule.ts";
import type { ConfigFile } from "./subject.ts";

/** What Kubernetes takes in the data of one ConfigMap: 1 MiB. */
const most = 1024 * 1024;

export const largeConfigmap: Rule<ConfigFile> = {
  code: "large-configmap",
  severity: "error",
  summary: "A ConfigMap holds at most 1 MiB",
  *check({ file, text }) {
    if (text.length <= most || !/^\s*["']?kind["']?\s*:\s*["']?ConfigMap\b/m.test(text)) return;
    for (const { config = {}, placeOf } of readDocuments(text, file)) {
      const size = config["kind"] === "ConfigMap" ? sizeOf(config["data"]) + sizeOf(config["binaryData"]) : 0;
      if (size <= most) continue;
      yield {
        place: placeOf(["data"], "key"),
        message: `The data of the ConfigMap are ${size} bytes, more than the ${most} that Kubernetes takes; it refuses the object`,
        hint: "Spread the config over several ConfigMaps with `include`, or mount it from elsewhere",
      };
    }
  },
};

function sizeOf(data: Json | undefined): number {
  if (!isJsonObject(data)) return 0;
  const encoder = new TextEncoder();
  return Object.values(data)
    .filter((value) => typeof value === "string")
    .reduce((sum, value) => sum + encoder.encode(value).length, 0);
}
