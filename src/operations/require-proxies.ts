import { Failure } from "../domain/failure.ts";
import type { Environment } from "../domain/project.ts";
import type { World } from "../ports/world.ts";
import { checkProxies } from "./check-proxies.ts";

/**
 * Throws what the first proxy refuses with, before anything is delivered. One without the module passes: of it less is
 * proven, and that is told.
 */
export async function requireProxies(world: World, environment: Environment): Promise<void> {
  const failures = await checkProxies(world, environment);
  const failure = failures.find(({ code }) => code !== "module-not-loaded");
  if (failure === undefined) return;
  throw new Failure(failure.code, `Nothing is delivered: ${failure.message}`, failure.hint, { cause: failure });
}
