import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { replaceFile } from "../adapters/files/replace-file.ts";
import { openProxy } from "../adapters/litellm/open-proxy.ts";
import { Failure } from "../domain/failure.ts";
import type { Project } from "../domain/project.ts";
import type { ServerOptions } from "../http/open-server.ts";
import { loadHead, type HeadState } from "../operations/load-head.ts";
import { verifyLive } from "../operations/verify-live.ts";
import type { Delivery } from "../ports/delivery.ts";
import type { World } from "../ports/world.ts";
import { holdClaim } from "./claim-file.ts";
import { requireOutput } from "../operations/require-output.ts";
import { findFreePort } from "./free-port.ts";
import { listUncommitted } from "./list-uncommitted.ts";
import { startControlPlane, type RunningControlPlane } from "./start-control-plane.ts";
import { startLiteLlm } from "./start-litellm.ts";
import { litellmVariables } from "./litellm-variables.ts";
import { describeLive, describeUse } from "./local-proxy-text.ts";
import { chooseProviders, type ProviderChoice } from "./provider-variables.ts";
import { preparePythonEnvironment } from "./python-environment.ts";
import { startStandInProvider } from "./stand-in-provider.ts";
import { waitUntilReady } from "./wait-until-ready.ts";
import { watchDelivery } from "./watch-delivery.ts";

/** A local proxy for the `default` environment of a clone. */
export interface LocalProxyOptions {
  /** The clone's folder. */
  readonly root: string;
  /** Folder that git ignores, for what is of this machine only: `.litellm-profiles`. */
  readonly home: string;
  /** What the control plane is made of; its world is this one's. */
  readonly parts: Omit<ServerOptions, "local">;
  /** The process's variables. */
  readonly env: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
  /** Stops everything. */
  readonly signal: AbortSignal;
}

interface LocalOptions extends LocalProxyOptions {
  /** In the name of whom git names. */
  readonly world: World;
}

/** A proxy that is about to run, or runs. */
interface LocalProxy {
  readonly python: string;
  readonly head: HeadState;
  readonly delivery: Delivery;
  /** Ignored folder that holds its log and its variables. */
  readonly folder: string;
  readonly url: string;
  readonly port: number;
  /** LiteLLM's master key, of this run only. */
  readonly key: string;
}

const release = "litellm-1.106.2";
const environmentName = "default";
const firstPort = 4000;
const startWithinSeconds = 300;

/**
 * Runs a real LiteLLM on what HEAD delivers until the signal comes: prepares its Python, delivers, starts, waits for
 * the proof, then says each profile that goes live. Whatever happens, nothing is left running, and no file with a key.
 * Throws `busy` where one runs already, `proxy-stopped` where LiteLLM ends by itself.
 */
export async function runLocalProxy({ parts, ...given }: LocalProxyOptions): Promise<void> {
  const options: LocalOptions = { ...given, parts, world: parts.openWorld() };
  const folder = join(options.home, environmentName);
  const head = await loadHead(options.world.store, environmentName);
  const text = requireOutput(head);
  await holdClaim(join(folder, "npm-start.pid"), async () => {
    const python = await preparePython(options);
    const delivery = options.world.delivery(head.environment);
    await options.world.lock(head.environment).hold("`npm start` delivers", () => delivery.deliver(text));
    await sayDelivered(options, head, delivery);
    const port = await findFreePort(firstPort);
    const key = `sk-${randomBytes(24).toString("hex")}`;
    const proxy = { python, head, delivery, folder, url: `http://127.0.0.1:${port}`, port, key };
    await withStandIn((url) =>
      withLocalVariables(proxy, () => runLiteLlm(options, proxy, chooseProviders(options.env, url))),
    );
  });
}

function preparePython({ root, env, say, signal }: LocalOptions): Promise<string> {
  return preparePythonEnvironment({ name: release, cache: join(root, ".cache"), env, say, signal });
}

async function sayDelivered({ world, say }: LocalOptions, head: HeadState, { path }: Delivery): Promise<void> {
  say(`Delivered \`${head.environment.output}\` of HEAD (${head.head.commit.slice(0, 7)}) to \`${path}\``);
  const uncommitted = await listUncommitted(world, head);
  if (uncommitted.length > 0) say(`Uncommitted, so not delivered: ${uncommitted.join(", ")}`);
}

async function withStandIn(work: (url: string) => Promise<void>): Promise<void> {
  const provider = await startStandInProvider();
  try {
    await work(provider.url);
  } finally {
    await provider.close();
  }
}

/** Commands in a second terminal find the proxy through this file. */
async function withLocalVariables({ folder, url, key }: LocalProxy, work: () => Promise<void>): Promise<void> {
  const file = join(folder, "local.env");
  await replaceFile(file, `LITELLM_URL=${url}\nLITELLM_MASTER_KEY=${key}\n`, { mode: 0o600 });
  try {
    await work();
  } finally {
    await rm(file, { force: true });
  }
}

async function runLiteLlm(options: LocalOptions, proxy: LocalProxy, choice: ProviderChoice): Promise<void> {
  const control = await startControlPlane(options.parts);
  try {
    await runBeside(control, options, proxy, choice);
  } finally {
    await control.close();
  }
}

/** Runs LiteLLM beside the control plane, which finishes the switch under way before LiteLLM stops. */
async function runBeside(
  control: RunningControlPlane,
  options: LocalOptions,
  proxy: LocalProxy,
  choice: ProviderChoice,
): Promise<void> {
  const { root, env, say, signal } = options;
  const [log, records] = [join(proxy.folder, "litellm.log"), join(proxy.folder, "workers")];
  say(`Starting LiteLLM, which takes half a minute; its log is \`${log}\``);
  const litellm = await startLiteLlm({
    python: proxy.python,
    launcher: join(root, "src/local-proxy/run_litellm.py"),
    config: proxy.delivery.path,
    port: proxy.port,
    env: litellmVariables(env, { choice, key: proxy.key, modules: join(root, "src/hook"), records }),
    log,
  });
  try {
    await Promise.race([litellm.died, report(options, proxy, describeUse(proxy, control, proxy.head.project, choice))]);
  } catch (error) {
    if (!signal.aborted) throw error;
    say("Stopping LiteLLM");
  } finally {
    await control.close();
    await litellm.stop();
    await rm(records, { recursive: true, force: true });
  }
}

/** Says what is live, now and after each delivery, until the signal comes; how to use it, once. */
async function report({ world, say, signal }: LocalOptions, proxy: LocalProxy, how: readonly string[]) {
  const { environment, project } = proxy.head;
  const patient = { ...environment, deliver: { ...environment.deliver, proveWithinSeconds: 60 } };
  const local: World = { ...world, proxies: () => [openProxy({ url: proxy.url, key: proxy.key })] };
  await waitUntilReady(proxy.url, { seconds: startWithinSeconds, signal });
  let use = how;
  for await (const expected of watchDelivery(proxy.delivery, { everyMilliseconds: 250, signal })) {
    const proof = await verifyLive(local, patient, expected);
    const now = await projectAtHead(world);
    for (const line of [describeLive(now ?? project, expected.routing, proof), ...use]) say(line);
    use = [];
  }
}

/** Undefined where the sources have been broken since the start, which is no reason to stop. */
async function projectAtHead({ store }: World): Promise<Project | undefined> {
  try {
    return (await loadHead(store, environmentName)).project;
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}
