import { posix } from "node:path";
import { Failure } from "../domain/failure.ts";
import type { JsonObject } from "../domain/json.ts";
import { companionFiles } from "../litellm/companion-files.ts";
import { isTruncated } from "../litellm/is-truncated.ts";
import { readConfig } from "../litellm/read-config.ts";
import type { Store } from "../ports/store.ts";

/** A rendered config, where it lies in the project, and the commit in whose tree its neighbours are looked up. */
export interface Deliverable {
  readonly commit: string;
  readonly output: string;
  readonly text: string;
}

/**
 * The config, where it can be delivered alone. Throws `not-deliverable` for a text that LiteLLM could not read, and
 * for one that needs files beside it, which it names.
 */
export async function requireDeliverable(store: Store, deliverable: Deliverable): Promise<JsonObject> {
  const { output, text } = deliverable;
  const { config, error } = readConfig(text, output);
  if (config === undefined || isTruncated(text)) {
    throw new Failure(
      "not-deliverable",
      error === undefined ? `\`${output}\` was cut short` : `${output}:${error.line}:${error.column}: ${error.message}`,
      "Run `litellm-profiles render` and commit the result",
    );
  }
  await refuseCompanions(store, deliverable, config);
  return config;
}

async function refuseCompanions(store: Store, { commit, output }: Deliverable, config: JsonObject): Promise<void> {
  const { included, modules } = companionFiles(config);
  const beside = modules.map((path) => posix.join(posix.dirname(output), path));
  const found = beside.length === 0 ? new Map<string, string>() : await store.readFiles(commit, beside);
  const left = [...included, ...found.keys()];
  if (left.length === 0) return;
  throw new Failure(
    "not-deliverable",
    `\`${output}\` needs files beside it that would not come along: ${left.map((path) => `\`${path}\``).join(", ")}`,
    "Name included files by absolute paths, and install modules where the proxy's `PYTHONPATH` finds them",
  );
}
