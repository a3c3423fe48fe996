import type { LookupAddress } from "node:dns";
import type { WorkersAnswer } from "../../domain/proof.ts";
import { compareRouting, type Routing } from "../../domain/routing.ts";
import type { Proxy } from "../../ports/proxy.ts";
import { openProxy, unreachable, type ProxyPlace } from "./open-proxy.ts";

/** All addresses of a name, IPv4 and IPv6; rejects with a code where there are none. */
export type LookUp = (name: string) => Promise<readonly LookupAddress[]>;

type Aliases = Routing["aliases"];

const patienceMilliseconds = 5000;

/**
 * All proxies behind one name, as one: each address that the name has at the moment is asked. One that cannot be asked
 * is a failure of the whole, which names it.
 */
export function openEveryAddress(place: ProxyPlace, lookUp: LookUp): Proxy {
  const { url, ...named } = openProxy(place);
  if (!URL.canParse(place.url)) return { url, ...named };
  const name = new URL(place.url).hostname.replace(/^\[|\]$/g, "");
  const opened = new Map<string, Proxy>();
  const open = (address: LookupAddress) => {
    const proxy = opened.get(address.address) ?? openProxy({ ...place, address });
    opened.set(address.address, proxy);
    return proxy;
  };
  const findAll = async (within: number): Promise<readonly Proxy[]> => {
    try {
      return (await inTime(lookUp(name), within)).map(open);
    } catch (error) {
      throw unreachable(url, `its name has no address (${reasonOf(error)})`, { cause: error });
    }
  };
  return {
    url,
    async workers(within = patienceMilliseconds) {
      const proxies = await findAll(within);
      return unite(await Promise.all(proxies.map((proxy) => proxy.workers(within))));
    },
    async unset(names, within = patienceMilliseconds) {
      const proxies = await findAll(within);
      return (await Promise.all(proxies.map((proxy) => proxy.unset(names, within)))).flat();
    },
    async aliases(within = patienceMilliseconds) {
      const proxies = await findAll(within);
      const [first = {}, ...others] = await Promise.all(proxies.map((proxy) => proxy.aliases(within)));
      if (others.every((each) => isSame(each, first))) return first;
      throw unreachable(url, "its addresses have different aliases in force");
    },
    async probe(question, within) {
      const proxies = await findAll(patienceMilliseconds);
      const answers = await Promise.all(proxies.map((proxy) => proxy.probe(question, within)));
      return answers.find(({ answers: isAlive }) => !isAlive) ?? { answers: true };
    },
    async metrics(within = patienceMilliseconds) {
      const proxies = await findAll(within);
      return (await Promise.all(proxies.map((proxy) => proxy.metrics(within)))).flat();
    },
  };
}

/** Two addresses may lead to one proxy: an answer that is there already counts once. */
function unite(answers: readonly WorkersAnswer[]): WorkersAnswer {
  const workers = new Map(
    answers.flatMap((answer) => answer.workers.map((worker) => [JSON.stringify(worker), worker] as const)),
  );
  return {
    v: 1,
    config_path: answers[0]?.config_path ?? "",
    workers: [...workers.values()],
    others: answers.every(({ others }) => others === "known") ? "known" : "unknown",
  };
}

function isSame(one: Aliases, other: Aliases): boolean {
  const only = { fallbacks: [], ids: [] };
  return compareRouting({ ...only, aliases: one }, { ...only, aliases: other }).length === 0;
}

/** A look-up cannot be stopped; whoever waits for it can. */
async function inTime<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  const signal = AbortSignal.timeout(Math.ceil(milliseconds));
  const tooLate = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(new Error(`none within ${Math.round(milliseconds)} ms`)));
  });
  return Promise.race([work, tooLate]);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return "code" in error ? String(error.code) : error.message;
}
