import { Failure } from "../domain/failure.ts";
import type { UnsetVariables } from "../domain/unset-variables.ts";
import type { Proxy } from "../ports/proxy.ts";
import { tryTo } from "./try-to.ts";

/** One variable that one worker lacks. */
export interface UnsetVariable {
  readonly name: string;
  /** `host:pid` */
  readonly worker: string;
  readonly proxy: string;
}

/**
 * Which of some variables the workers lack that answer, one for each address of a proxy. A proxy that cannot be asked,
 * or whose module does not know the question, says nothing.
 */
export async function findUnset(
  proxies: readonly Proxy[],
  names: readonly string[],
  withinMilliseconds?: number,
): Promise<readonly UnsetVariable[]> {
  if (names.length === 0) return [];
  const found = await Promise.all(proxies.map(ask));
  return found.flat();

  async function ask(proxy: Proxy): Promise<UnsetVariable[]> {
    const workers = await tryTo(() => proxy.unset(names, withinMilliseconds));
    return workers instanceof Failure ? [] : workers.flatMap((worker) => variablesOn(proxy, worker));
  }
}

function variablesOn({ url }: Proxy, { worker, names }: UnsetVariables): UnsetVariable[] {
  return names.map((name) => ({ name, worker, proxy: url }));
}

/** One sentence without a full stop. */
export function unsetWords({ name, worker, proxy }: UnsetVariable): string {
  return `Variable \`${name}\` is unset in worker \`${worker}\` of proxy \`${proxy}\``;
}
