import { Failure } from "../domain/failure.ts";
import { hasErrors } from "../domain/finding.ts";
import { openModelMap } from "../litellm/model-map.ts";
import type { Store } from "../ports/store.ts";
import { readingAt } from "./load-head.ts";
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
  const commit = await unlessRefused(async () => (await store.head()).commit);
  if (commit === undefined) return [{ check: "repository", ok: false }];
  const found = await unlessRefused(() => validateProject(readingAt(store, commit), openModelMap));
  return [
    { check: "repository", ok: true },
    { check: "profiles", ok: found !== undefined && !hasErrors(found.findings) },
  ];
}

/** Undefined where the world refuses. */
async function unlessRefused<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}
