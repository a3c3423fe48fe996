import { once } from "node:events";
import { request } from "node:http";
import { copyFile, mkdtemp, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { inject, onTestFinished } from "vitest";

import { openProxy } from "../../src/adapters/litellm/open-proxy.ts";
import type { WorkerReport, WorkersAnswer } from "../../src/domain/proof.ts";
import { forkServer, moduleFolder, type ProxyOptions, type RunningProxy } from "./fork-server.ts";

/** An answer of the proxy to a chat completion. */
export interface ChatAnswer {
  readonly status: number;
  /** Name of the completion: an answer from the cache has that of the call it was made for. */
  readonly completion: string | undefined;
  /** What the model said; the body of an error. */
  readonly text: string;
  /** `model_info.id` of the deployment that the proxy says it chose. */
  readonly id: string | null;
}

/** A running proxy and the file that it reads. Ends with the test. */
export interface LiveProxy extends RunningProxy {
  readonly configPath: string;
  /** Puts the text there by a rename, and returns the identity of the new file. */
  deliver(text: string): Promise<string>;
  workers(): Promise<WorkersAnswer>;
  /** Asks on a new connection: one that is kept leads to the same worker again, which may be dead or silent. */
  workersAnew(): Promise<WorkersAnswer>;
  /** Delivers, waits until every worker speaks of this very file, and returns what the first one says. */
  settle(text: string): Promise<WorkerReport>;
  /** Waits until the workers say what is asked for. */
  until(matches: (workers: readonly WorkerReport[]) => boolean): Promise<readonly WorkerReport[]>;
  ask(model: string, extra?: object): Promise<ChatAnswer>;
}

/** Whether this machine has an interpreter with LiteLLM, and why not. */
export const litellm = inject("litellm");

interface LiveProxyOptions extends Partial<ProxyOptions> {
  /** Python files that the config names, and that LiteLLM looks for beside it. */
  readonly modules?: readonly string[];
}

/** Starts a proxy on a config. */
export async function startLiveProxy(
  config: string,
  { modules = [], ...options }: LiveProxyOptions = {},
): Promise<LiveProxy> {
  const configPath = await newConfig(config);
  for (const path of modules) await copyFile(path, join(dirname(configPath), basename(path)));
  const server = await forkServer("python" in litellm ? litellm.python : "");
  const proxy = await server.startProxy({ configPath, ...options });
  onTestFinished(() => proxy.stop());
  return speakTo(proxy, configPath);
}

/** A config in a folder of its own, which goes with the test. */
export async function newConfig(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "litellm-profiles-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, "litellm_config.yaml"), text);
  return join(folder, "litellm_config.yaml");
}

export function speakTo(proxy: RunningProxy, configPath: string): LiveProxy {
  const workers = () => openProxy(proxy).workers(60_000);
  const deliver = async (text: string) => {
    await writeFile(`${configPath}.new`, text);
    await rename(`${configPath}.new`, configPath);
    return identityOf(configPath);
  };
  const until: LiveProxy["until"] = async (matches) => {
    const deadline = Date.now() + 30_000;
    for (;;) {
      const { workers: seen } = await workers();
      if (matches(seen)) return seen;
      if (Date.now() > deadline) throw new Error(`The workers say ${JSON.stringify(seen)}\n${proxy.output()}`);
    }
  };
  return {
    ...proxy,
    configPath,
    workers,
    workersAnew: () => askAnew(proxy),
    deliver,
    until,
    async settle(text) {
      const identity = await deliver(text);
      const speaksOfIt = (worker: WorkerReport) => worker.file?.identity === identity;
      const all = await until((seen) => seen.length === proxy.pids.length && seen.every(speaksOfIt));
      return first(all);
    },
    ask: (model, extra = {}) => ask(proxy, model, extra),
  };
}

function first<T>(items: readonly T[]): T {
  const [item] = items;
  if (item === undefined) throw new Error("The list is empty");
  return item;
}

async function askAnew({ url, key }: RunningProxy): Promise<WorkersAnswer> {
  const headers = { authorization: `Bearer ${key}` };
  const call = request(`${url}/litellm-profiles/workers`, { agent: false, headers });
  call.end();
  const [response] = await once(call, "response");
  let text = "";
  for await (const chunk of response) text += String(chunk);
  return JSON.parse(text);
}

async function identityOf(path: string): Promise<string> {
  const { dev, ino, mtimeNs } = await stat(path, { bigint: true });
  return `${dev}:${ino}:${mtimeNs}`;
}

async function ask({ url, key }: RunningProxy, model: string, extra: object): Promise<ChatAnswer> {
  const response = await fetch(`${url}/v1/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ model, messages: [{ role: "user", content: "hello" }], ...extra }),
  });
  const text = await response.text();
  const body = response.ok ? JSON.parse(text) : undefined;
  return {
    status: response.status,
    completion: body?.id,
    text: body?.choices[0].message.content ?? text,
    id: response.headers.get("x-litellm-model-id"),
  };
}

/** What a config of these tests says. Deployments answer with their own id. */
export interface Scene {
  /** Group of the task `task`, or aliases. */
  readonly aliases: string | Readonly<Record<string, string>>;
  /** Id by group; `premium` and `balanced` are always there, with the ids `p1` and `b1`. */
  readonly groups?: Readonly<Record<string, string>>;
  readonly fallbacks?: readonly object[];
  /** Further lines, top level first. */
  readonly settings?: string;
  readonly routerSettings?: object;
}

/** A rendered config, small enough to read. */
export function configOf({ aliases, groups = {}, fallbacks = [], settings = "", routerSettings = {} }: Scene): string {
  const all = { premium: "p1", balanced: "b1", ...groups };
  const router = {
    num_retries: 0,
    ...routerSettings,
    model_group_alias: typeof aliases === "string" ? { task: aliases } : aliases,
    fallbacks,
  };
  return [
    "# Rendered by litellm-profiles",
    "model_list:",
    ...Object.entries(all).map(([group, id]) => `  - ${JSON.stringify(deployment(group, id))}`),
    `router_settings: ${JSON.stringify(router)}`,
    ...(settings === "" ? [] : [settings]),
    "...",
    "",
  ].join("\n");
}

export function deployment(group: string, id: string, params: object = {}): object {
  const litellm_params = { model: "openai/gpt-4o", api_key: "none", mock_response: `from ${id}`, ...params };
  return { model_name: group, litellm_params, model_info: { id } };
}

export const sabotageFile = join(import.meta.dirname, "sabotage.py");

/** Runs a function of `sabotage.py` before the module loads. */
export function sabotaged(name: string): Partial<ProxyOptions> {
  const env = {
    LITELLM_WORKER_STARTUP_HOOKS: `sabotage:${name},litellm_profiles_hook:start`,
    PYTHONPATH: `${import.meta.dirname}:${moduleFolder}`,
  };
  return { env };
}
