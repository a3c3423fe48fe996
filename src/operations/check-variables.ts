import { Failure } from "../domain/failure.ts";
import { readConfig } from "../litellm/read-config.ts";
import { liveVariablesOf } from "../litellm/variables-of.ts";
import type { World } from "../ports/world.ts";
import type { Draft } from "./draft-change.ts";
import { findUnset, unsetWords } from "./find-unset.ts";

/**
 * Asks the proxies for the variables that a config refers to and the delivered one did not, before anything changes: a
 * worker that lacks one would refuse the file. Returns a failure for each that is unset.
 */
export async function checkVariables(
  { proxies }: Pick<World, "proxies">,
  { environment, rendered }: Draft,
  delivered: string | undefined,
): Promise<readonly Failure[]> {
  const known = new Set(namedIn(delivered ?? ""));
  if (namedIn(rendered.text).every((name) => known.has(name))) return [];
  const names = liveVariablesOf(readConfig(rendered.text).config ?? {}).filter((name) => !known.has(name));
  const unset = await findUnset(proxies(environment), names);
  return unset.map(
    (variable) =>
      new Failure(
        "worker-lacks-variable",
        unsetWords(variable),
        "Set it where the proxy runs and restart that once, or leave out what refers to it",
      ),
  );
}

/** All that a text names, in comments as well: found sooner than by reading YAML. */
function namedIn(text: string): string[] {
  return [...text.matchAll(/os\.environ\/(\w+)/g)].flatMap(([, name]) => name ?? []);
}
