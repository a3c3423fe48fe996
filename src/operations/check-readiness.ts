import { Failure } from "../domain/failure.ts";
import { hasErrors } from "../domain/finding.ts";
import { openModelMap } from "../litellm/model-map.ts";
import type { Store } from "../ports/store.ts";
import { readingAt } from "./load-head.ts";
import { tryTo } from "./try-to.ts";
import { validateProject } from "./validate-project.ts";

/** One thing that must be well before anything can be switched. */
export interface ReadinessCheck {
  readonly check: "repository" | "profiles";
  readonly ok: boolean;
}

/**
 * Whether the repository can be read, and the head's sources, template and configs are without an error. What is wrong
 * in them is told by `validate`.
 */
export async function checkReadiness(store: Store): Promise<readonly ReadinessCheck[]> {
  const head = await tryTo(() => store.head());
  if (head instanceof Failure) return [{ check: "repository", ok: false }];
  const found = await tryTo(() => validateProject(readingAt(store, head.commit), openModelMap));
  return [
    { check: "repository", ok: true },
    { check: "profiles", ok: !(found instanceof Failure) && !hasErrors(found.findings) },
  ];
}
