import type { FileIdentity, WorkerReport } from "../../domain/proof.ts";
import type { Proxy } from "../../ports/proxy.ts";
import type { World } from "../../ports/world.ts";

/** A worker that has another file in force than when it was asked before. */
export interface Applied {
  /** URL of the proxy. */
  readonly proxy: string;
  /** `host:pid` */
  readonly worker: string;
}

/** The same world, whose proxies tell of every worker that has applied something since it was first asked. */
export function followWorkers(world: World, tell: (applied: Applied) => void): World {
  const seen = new Map<string, FileIdentity>();

  function notice(proxy: string, { host, pid, state, file }: WorkerReport): void {
    if (state !== "applied" || file === null) return;
    const worker = `${host}:${pid}`;
    const key = `${proxy} ${worker}`;
    const before = seen.get(key);
    seen.set(key, file.identity);
    if (before !== undefined && before !== file.identity) tell({ proxy, worker });
  }

  function follow(proxy: Proxy): Proxy {
    return {
      ...proxy,
      async workers(within) {
        const answer = await proxy.workers(within);
        for (const report of answer.workers) notice(proxy.url, report);
        return answer;
      },
    };
  }
  return { ...world, proxies: (environment) => world.proxies(environment).map(follow) };
}
