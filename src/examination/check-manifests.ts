import type { Check } from "../domain/examination.ts";
import type { Facts } from "./facts.ts";
import { makeCheck } from "./make-check.ts";

const workload = /^kind:\s*["']?(?:Deployment|StatefulSet|DaemonSet|Rollout)\b/m;
const checksum = /^\s+["']?([\w./-]*(?:checksum|config-hash)[\w./-]*)["']?\s*:/m;

/** Whether a change of the config restarts the pods, by an annotation with its checksum. */
export function checkAnnotation({ manifests }: Facts): Check[] {
  const workloads = [...manifests].filter(([, text]) => workload.test(text) && /litellm/i.test(text));
  if (workloads.length === 0) {
    return [makeCheck("checksum", "unknown", "No manifest of a workload with LiteLLM was found beside the project")];
  }
  return workloads.map(([path, text]) => {
    const annotation = checksum.exec(text)?.[1];
    if (annotation === undefined) return makeCheck("checksum", "ok", `\`${path}\` has no annotation with a checksum`);
    const message = `\`${path}\` has the annotation \`${annotation}\`: every switch restarts the pods`;
    return makeCheck("checksum", "warning", message, "Remove it, once the module runs");
  });
}
