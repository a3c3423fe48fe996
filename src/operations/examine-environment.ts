import type { Examination } from "../domain/examination.ts";
import { Failure } from "../domain/failure.ts";
import type { WorkersAnswer } from "../domain/proof.ts";
import { isSameText, type SourceFiles } from "../domain/source-files.ts";
import type { ExaminedProxy, Facts, ShippedModule } from "../examination/facts.ts";
import { runChecks } from "../examination/index.ts";
import { checkModule } from "../examination/check-workers.ts";
import { readConfig } from "../litellm/read-config.ts";
import { variablesOf } from "../litellm/variables-of.ts";
import type { Proxy } from "../ports/proxy.ts";
import type { World } from "../ports/world.ts";
import { loadHead, outputOf, type HeadState } from "./load-head.ts";
import { readHistory } from "./read-history.ts";
import { compareLayers } from "./read-status.ts";
import { tryTo } from "./try-to.ts";

export interface ExaminationRequest {
  readonly environment: string;
  readonly shipped: ShippedModule;
  /** Names of the variables that the proxies have; absent, they are not known. */
  readonly variables?: ReadonlySet<string>;
  /** Kubernetes documents beside the project, by path. */
  readonly manifests: SourceFiles;
}

/** Looks at everything that could keep an environment from being switched and proven. Throws what `loadHead` throws. */
export async function examineEnvironment(world: World, request: ExaminationRequest): Promise<Examination> {
  const facts = await gather(world, await loadHead(world.store, request.environment), request);
  return { version: 1, environment: request.environment, checks: runChecks(facts) };
}

/** Whether every worker runs the module as it is shipped. Throws `no-proxies`, and what `loadHead` throws. */
export async function verifyModule(
  world: World,
  request: Pick<ExaminationRequest, "environment" | "shipped">,
): Promise<Examination> {
  const { environment } = await loadHead(world.store, request.environment);
  const proxies = await Promise.all(world.proxies(environment).map((proxy) => examineProxy(proxy)));
  if (proxies.length === 0) {
    throw new Failure(
      "no-proxies",
      `Environment \`${environment.name}\` names no proxies`,
      `Name them in \`${environment.file}\`: \`proxies: [{url: …, key: …}]\``,
    );
  }
  const unreached = proxies.flatMap(({ failure }) =>
    failure === undefined
      ? []
      : [{ check: "module", state: "error" as const, message: failure.message, fix: failure.hint }],
  );
  const checks = [...unreached, ...checkModule({ proxies, shipped: request.shipped })];
  return { version: 1, environment: environment.name, checks };
}

async function gather(world: World, state: HeadState, request: ExaminationRequest): Promise<Facts> {
  const config = readConfig(outputOf(state) ?? "").config ?? {};
  const references = variablesOf(config);
  const [status, proxies, holder, leftOver, history] = await Promise.all([
    compareLayers(world, state),
    Promise.all(world.proxies(state.environment).map((proxy) => examineProxy(proxy, references))),
    readHolder(world, state),
    findLeftOver(world, state),
    readHistory(world.store, { environment: state.environment.name }),
  ]);
  return {
    environment: state.environment,
    status,
    config,
    references,
    proxies,
    shipped: request.shipped,
    variables: request.variables,
    manifests: request.manifests,
    holder,
    leftOver,
    switches: { all: history.length - 1, noted: history.filter(({ proof }) => proof !== "unknown").length },
    actor: world.actor,
  };
}

async function examineProxy(proxy: Proxy, names: readonly string[] = []): Promise<ExaminedProxy> {
  const answer = await tryTo(() => proxy.workers());
  if (answer instanceof Failure) {
    const { message, hint } = answer;
    return { url: proxy.url, failure: { message, hint }, answer: undefined, unset: [], isAdmin: undefined };
  }
  const unset = await tryTo(() => proxy.unset(names));
  return {
    url: proxy.url,
    failure: undefined,
    answer,
    unset: unset instanceof Failure ? [] : unset,
    isAdmin: await asksAsAdmin(proxy, answer),
  };
}

/** LiteLLM's own route takes an administrator's key only. */
async function asksAsAdmin(proxy: Proxy, { workers }: WorkersAnswer): Promise<boolean | undefined> {
  if (workers.length === 0) return undefined;
  const aliases = await tryTo(() => proxy.aliases());
  if (!(aliases instanceof Failure)) return true;
  return aliases.code === "proxy-key-refused" ? false : undefined;
}

/** Taking the lock for a moment says whether anybody holds it. */
async function readHolder(world: World, { environment }: HeadState): Promise<string | undefined> {
  const held = await tryTo(() => world.lock(environment).hold("doctor", () => Promise.resolve()));
  return held instanceof Failure ? held.message : undefined;
}

/** Files that still have the bytes from before the newest commit that changed them. */
async function findLeftOver({ store, readWorkTree }: World, { environment, files }: HeadState): Promise<string[]> {
  const paths = [environment.file, environment.output];
  const [[newest], found] = await Promise.all([store.log([environment.file]), readWorkTree(paths)]);
  return (newest?.changes ?? [])
    .filter(({ path, before }) => paths.includes(path) && before !== null && isSameText(found.get(path), before))
    .map(({ path }) => path)
    .filter((path) => !isSameText(found.get(path), files.get(path)));
}
