import { join } from "node:path";
import { composeWorld } from "../../../src/compose.ts";
import type { Environment } from "../../../src/domain/project.ts";
import type { SwitchResult } from "../../../src/domain/switch-result.ts";
import { chooseProviders } from "../../../src/local-proxy/provider-variables.ts";
import { litellmVariables } from "../../../src/local-proxy/litellm-variables.ts";
import { startStandInProvider } from "../../../src/local-proxy/stand-in-provider.ts";
import { loadHead } from "../../../src/operations/load-head.ts";
import { switchProfile } from "../../../src/operations/switch-profile.ts";
import type { World } from "../../../src/ports/world.ts";
import type { RunningProxy } from "../../litellm/fork-server.ts";
import type { Bench } from "../bench.ts";
import { chat } from "../load/chat.ts";
import { copySources, editFile, gitVariables, initRepository } from "./bench-project.ts";

/** A project of its own, and a real LiteLLM with the reload module that runs what was delivered of it. */
export interface LiveStage {
  /** The project's folder. */
  readonly project: string;
  readonly proxy: Pick<RunningProxy, "url" | "key" | "pids" | "output" | "exitCode">;
  /** Folder of the workers' records. */
  readonly records: string;
  readonly world: World;
  readonly environment: Environment;
  /** Variables with which this project's world was made. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Starts one more worker on the same config, at an address of its own: it applies all, and proves nothing. */
  startApart(env: Readonly<Record<string, string>>): Promise<RunningProxy>;
  /** Switches the project's one environment, and throws where that was not proven. */
  switchTo(profile: string): Promise<SwitchResult>;
}

export interface StageOptions {
  readonly workers: number;
  /** LiteLLM's; absent, the one that `npm start` runs. */
  readonly release?: string;
  /** How long a proof may take; absent, as the project says. A busy machine is no reason to go back. */
  readonly proveWithin?: string;
  /** Whether LiteLLM keeps answers, and gives them again. */
  readonly responseCache?: boolean;
  /** Further variables of the proxy. */
  readonly env?: Readonly<Record<string, string>>;
}

const key = "sk-benchmark-0123456789abcdef";
export const environmentName = "default";

/** The five profiles, in an order in which each switch changes something. */
export const profiles = ["balanced", "cost_effective", "premium", "specialized", "ultra_fast"] as const;

/** Runs `work` on a stage of its own. */
export async function onLiveStage<T>(
  bench: Bench,
  options: StageOptions,
  work: (stage: LiveStage) => Promise<T>,
): Promise<T> {
  const server = await bench.litellm(options.release);
  return bench.inFolder(async (project) => {
    await prepareProject(bench, project, options);
    const provider = await startStandInProvider();
    return bench.closing(
      () => provider.close(),
      async () => {
        const configPath = await deliverHead(project);
        const records = join(project, ".litellm-profiles/run");
        const modules = join(bench.root, "src/hook");
        const settings = { choice: chooseProviders({}, provider.url), key, modules, records };
        const env = { ...textsOf(litellmVariables({}, settings)), ...options.env };
        const proxy = await server.startProxy({ configPath, workers: options.workers, env });
        return bench.closing(
          () => proxy.stop(),
          async () => {
            await warmUp({ url: proxy.url, key }, options.workers);
            const apart = new Array<RunningProxy>();
            const startApart: LiveStage["startApart"] = async (more) => {
              const own = { ...env, LITELLM_PROFILES_RUN_DIR: join(project, ".litellm-profiles/apart"), ...more };
              const started = await server.startProxy({ configPath, env: own });
              apart.push(started);
              return started;
            };
            const close = () => Promise.all(apart.map((each) => each.stop()));
            const entered = await enter(project, records, { ...proxy, key });
            return bench.closing(close, () => work({ ...entered, startApart }));
          },
        );
      },
    );
  });
}

/** The first answers of a worker take seconds: LiteLLM imports much only then. */
async function warmUp(proxy: { readonly url: string; readonly key: string }, workers: number): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    const requests = Array.from({ length: 4 * workers }, (_, number) =>
      chat(proxy, { model: "classification", prompt: "hello", stream: number % 2 === 1 }),
    );
    await Promise.all(requests);
  }
}

async function prepareProject({ root }: Bench, project: string, options: StageOptions) {
  const { responseCache = false, proveWithin } = options;
  await copySources(root, project);
  if (proveWithin !== undefined) {
    const line = `deliver: {prove_within: ${proveWithin}}\n`;
    await editFile(join(project, "environments/default.yaml"), (text) => `${text}${line}`);
  }
  if (responseCache) {
    await editFile(join(project, "templates/litellm_config.yaml.hbs"), addCache);
    await editFile(join(project, "litellm_config.yaml"), addCache);
  }
  await initRepository(project);
}

function addCache(text: string): string {
  return text.replace("litellm_settings:\n", "litellm_settings:\n  cache: true\n  cache_params: {type: local}\n");
}

async function deliverHead(project: string): Promise<string> {
  const world = await composeWorld({ root: project, variables: gitVariables });
  const { environment, files } = await loadHead(world.store, environmentName);
  const delivery = world.delivery(environment);
  await delivery.deliver(files.get(environment.output) ?? "");
  return delivery.path;
}

async function enter(
  project: string,
  records: string,
  proxy: LiveStage["proxy"],
): Promise<Omit<LiveStage, "startApart">> {
  const variables = { ...gitVariables, LITELLM_URL: proxy.url, LITELLM_MASTER_KEY: proxy.key };
  const world = await composeWorld({ root: project, variables });
  const { environment } = await loadHead(world.store, environmentName);
  return {
    project,
    proxy,
    records,
    world,
    environment,
    variables,
    async switchTo(profile) {
      const result = await switchProfile(world, { environment: environmentName, profile });
      if (!result.reload_successful) throw new Error(`Not proven: ${JSON.stringify(result.proof)}`);
      return result;
    },
  };
}

function textsOf(variables: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
