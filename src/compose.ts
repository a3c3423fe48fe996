import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join, resolve } from "node:path";
import { parseEnv } from "node:util";
import { isCode } from "./adapters/files/is-code.ts";
import type { NamedFilesPlace } from "./adapters/files/read-named-files.ts";
import { readWorkTree } from "./adapters/files/read-work-tree.ts";
import { systemClock } from "./adapters/system-clock.ts";
import type { Following } from "./agent/follow-remote.ts";
import type { AgentOptions } from "./agent/open-agent.ts";
import type { Environment, ProxyAddress } from "./domain/project.ts";
import type { Progress } from "./domain/progress.ts";
import { sha256 } from "./domain/sha256.ts";
import type { ReadFiles, SourceFiles, WriteFiles } from "./domain/source-files.ts";
import type { AuditLog } from "./ports/audit-log.ts";
import type { Proxy } from "./ports/proxy.ts";
import type { TrafficLog } from "./ports/traffic-log.ts";
import type { TrafficSource } from "./ports/traffic-source.ts";
import type { TokenStore } from "./ports/token-store.ts";
import type { OpenWorld, World } from "./ports/world.ts";
import type { InstallationPlace } from "./selftest/installation.ts";

type Variables = Readonly<Record<string, string | undefined>>;

export interface WorldOptions {
  /** The project's folder; absent, the current one. */
  readonly root?: string;
  readonly progress?: Progress;
  /** Absent, the process's own. */
  readonly variables?: Variables;
}

/** What of the world needs no git; it is there at once. */
export function composeWorkTree(root = "."): Pick<World, "readWorkTree" | "writeWorkTree"> {
  return {
    readWorkTree: readWorkTree(resolve(root)),
    async writeWorkTree(path, text) {
      const { writeWorkTree } = await import("./adapters/files/write-work-tree.ts");
      await writeWorkTree(resolve(root))(path, text);
    },
  };
}

/** Files that a user names, wherever they are; and what reads the files that those include. */
export async function composeNamedFiles(
  names: readonly string[],
  options: Pick<NamedFilesPlace, "standardInputName" | "isWanted">,
): Promise<{ readonly files: SourceFiles; readonly readIncluded: ReadFiles }> {
  const { readNamedFiles, readPlainFiles } = await import("./adapters/files/read-named-files.ts");
  const place = { ...options, root: resolve("."), standardInput: process.stdin };
  return { files: await readNamedFiles(names, place), readIncluded: readPlainFiles(place.root) };
}

/** Writes a report where the user says. Throws `target-not-writable`. */
export async function writeOutput(path: string, text: string): Promise<void> {
  const output = await import("./adapters/files/write-output.ts");
  await output.writeOutput(resolve(path), text);
}

/** Replaces files that a user named. Throws `target-not-writable`. */
export async function writeNamedFiles(files: SourceFiles): Promise<void> {
  for (const [path, text] of files) await writeOutput(path, text);
}

/** Writes new files below a folder, all or none. */
export async function composeWriteFiles(folder: string): Promise<WriteFiles> {
  const { writeAllFiles } = await import("./adapters/files/write-all-files.ts");
  return writeAllFiles(resolve(folder));
}

/** The day that it is, ISO 8601, in UTC. */
export function today(): string {
  return systemClock.now().toISOString().slice(0, 10);
}

/** A file's text; undefined where there is no such file. */
export async function readOptionalFile(path: string): Promise<string | undefined> {
  const { readPlainFiles } = await import("./adapters/files/read-named-files.ts");
  return (await readPlainFiles(resolve("."))([path])).get(path);
}

/** The real world around a project folder. Throws `not-a-repository`. */
export async function composeWorld({ progress, ...options }: WorldOptions = {}): Promise<World> {
  const openWorld = await composeWorlds(options);
  return openWorld(progress === undefined ? {} : { progress });
}

/** Opens a project folder once, for several callers. Throws `not-a-repository`. */
async function composeWorlds(options: Omit<WorldOptions, "progress"> = {}): Promise<OpenWorld> {
  const { root = ".", variables = process.env } = options;
  const folder = resolve(root);
  const { openDelivery, openLock, openPassFile, openProxy, openRemote, openRepository, isTracked } =
    await loadAdapters();
  const { store, actor: user, main } = await openRepository(folder, variables);
  const home = join(main, ".litellm-profiles");
  const openOnce = rememberProxies(openProxy);
  const tracks = (path: string) => isTracked(path, variables);
  return ({ actor = user, progress = () => undefined } = {}) => ({
    ...composeWorkTree(folder),
    store,
    actor,
    clock: systemClock,
    progress,
    host: hostname(),
    delivery: (environment) => openDelivery({ ...placeOf(home, environment), isTracked: tracks }),
    proxies: ({ name, proxies }) => {
      const known = { ...localVariables(home, name), ...withValues(variables) };
      return proxies.map((address) => openOnce(address, known));
    },
    lock: ({ name }) =>
      openLock({
        home,
        file: join(home, name, "lock"),
        of: `environment \`${name}\``,
        by: nameOf(actor),
        clock: systemClock,
      }),
    target(environment) {
      const { path, ...place } = placeOf(home, environment);
      return openLock({
        ...place,
        file: `${path}.agent`,
        of: `target \`${path}\``,
        by: nameOf(actor),
        clock: systemClock,
      });
    },
    passes: openPassFile({ home }),
    remote: ({ push }) => (push === undefined ? undefined : openRemote({ name: push, root: folder, variables })),
    reviews: async (project) => {
      const { openReviews } = await import("./adapters/open-reviews.ts");
      return openReviews(project, { root: folder, variables, clock: systemClock, actor });
    },
  });
}

function nameOf({ name, email }: World["actor"]): string {
  return `${name} <${email}>`;
}

type OpenProxy = (address: ProxyAddress, variables: Variables) => Proxy;

/** A proxy keeps its connections, so one that is asked again and again is opened once, as long as its variables stay. */
function rememberProxies(open: OpenProxy): OpenProxy {
  const opened = new Map<string, Proxy>();
  return (address, variables) => {
    const key = JSON.stringify([address, [address.url, address.key].map((text) => variables[variableIn(text)])]);
    const proxy = opened.get(key) ?? open(address, variables);
    opened.set(key, proxy);
    return proxy;
  };
}

function variableIn(text = ""): string {
  return text.replace(/^os\.environ\//, "");
}

/** The access tokens of a project, and whoever makes one. Throws `not-a-repository`. */
export async function composeTokens(root = "."): Promise<{ tokens: TokenStore; world: World }> {
  const [{ openTokenFolder }, world, home] = await Promise.all([
    import("./adapters/files/token-folder.ts"),
    composeWorld({ root }),
    homeOf(root),
  ]);
  return { tokens: openTokenFolder({ home, clock: systemClock }), world };
}

/** What a control plane is made of. */
interface ControlPlaneParts {
  readonly openWorld: OpenWorld;
  readonly tokens: TokenStore;
  readonly audit: AuditLog;
  readonly traffic: TrafficLog;
  readonly openPrometheus: (environment: Environment) => TrafficSource | undefined;
  readonly version: string;
}

/** What the control plane of a project keeps. Throws `not-a-repository`. */
export async function composeControlPlane(options: Omit<WorldOptions, "progress"> = {}): Promise<ControlPlaneParts> {
  const [{ openTokenFolder }, { openAuditFile }, { openTrafficFile }, prometheus, openWorld, home] = await Promise.all([
    import("./adapters/files/token-folder.ts"),
    import("./adapters/files/audit-file.ts"),
    import("./adapters/files/traffic-file.ts"),
    import("./adapters/prometheus/resolve-prometheus.ts"),
    composeWorlds(options),
    homeOf(options.root, options.variables),
  ]);
  const place = { home, clock: systemClock };
  const logs = { audit: openAuditFile(place), traffic: openTrafficFile(place) };
  const { variables = process.env } = options;
  return {
    openWorld,
    tokens: openTokenFolder(place),
    ...logs,
    openPrometheus: ({ name, prometheus: address }) =>
      address && prometheus.resolvePrometheus(address, { ...localVariables(home, name), ...withValues(variables) }),
    version: readVersion(),
  };
}

/** An agent in a project folder, and the loop around it. Throws `not-a-repository`. */
export async function composeAgent({ environment, remote, ...options }: WorldOptions & AgentOptions) {
  const [{ openAgent }, { followRemote }, { openAlarm }, world] = await Promise.all([
    import("./agent/open-agent.ts"),
    import("./agent/follow-remote.ts"),
    import("./agent/open-alarm.ts"),
    composeWorld(options),
  ]);
  const agent = await openAgent(world, { environment, remote });
  const alarm = openAlarm();
  const { variables = process.env } = options;
  return {
    agent,
    clock: world.clock,
    wake: () => alarm.ring(),
    /** Shared with whoever calls its webhook; undefined where there is none. */
    secret: withValues(variables)["LITELLM_PROFILES_WEBHOOK_SECRET"],
    follow: (following: Pick<Following, "everyMilliseconds" | "signal" | "tell">) =>
      followRemote({ ...following, agent, alarm, clock: world.clock, random: Math.random }),
  };
}

/** Where an installation is: what is said, else the variables, else what `npm start` runs here. */
export async function composeInstallation(options: {
  readonly environment: string;
  readonly url: string;
  readonly proxy?: string;
  readonly root?: string;
  readonly variables?: Variables;
}): Promise<InstallationPlace> {
  const { environment, url, proxy, root = ".", variables = process.env } = options;
  const known = { ...localVariables(await homeOf(root, variables), environment), ...withValues(variables) };
  const proxyUrl = proxy ?? known["LITELLM_URL"] ?? "http://localhost:4000";
  return {
    environment,
    control: { url: withoutSlash(url), secret: known["LITELLM_PROFILES_TOKEN"] },
    proxy: { url: withoutSlash(proxyUrl), secret: known["LITELLM_API_KEY"] ?? known["LITELLM_MASTER_KEY"] },
    fetch: globalThis.fetch,
  };
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, "");
}

/** The project's own ignored folder, in the main work tree. */
async function homeOf(root = ".", variables: Variables = process.env): Promise<string> {
  const { mainWorkTree } = await import("./adapters/git/main-work-tree.ts");
  return join(await mainWorkTree(resolve(root), variables), ".litellm-profiles");
}

/** Git, locks and HTTP take a while to load; commands that only read the work tree do without. */
async function loadAdapters() {
  const [delivery, lock, passes, proxy, store, remote, identity, mainTree, tracked] = await Promise.all([
    import("./adapters/files/deliver-file.ts"),
    import("./adapters/files/environment-lock.ts"),
    import("./adapters/files/pass-file.ts"),
    import("./adapters/litellm/resolve-proxy.ts"),
    import("./adapters/git/open-store.ts"),
    import("./adapters/git/open-remote.ts"),
    import("./adapters/git/identity.ts"),
    import("./adapters/git/main-work-tree.ts"),
    import("./adapters/git/is-tracked.ts"),
  ]);
  return {
    openDelivery: delivery.openDelivery,
    openLock: lock.openLock,
    openPassFile: passes.openPassFile,
    openProxy: proxy.resolveProxy,
    openRemote: remote.openRemote,
    isTracked: tracked.isTracked,
    openRepository: async (folder: string, variables: Variables) => {
      const [opened, actor, main] = await Promise.all([
        store.openStore(folder, variables),
        identity.readActor(folder, variables),
        mainTree.mainWorkTree(folder, variables),
      ]);
      return { store: opened, actor, main };
    },
  };
}

function placeOf(home: string, { name, deliver }: Environment): { path: string; home?: string } {
  return deliver.to === undefined ? { home, path: join(home, name, "litellm_config.yaml") } : { path: deliver.to };
}

/** What `npm start` wrote for commands in other terminals; nothing where no local proxy runs. */
function localVariables(home: string, environment: string): Variables {
  try {
    return parseEnv(readFileSync(join(home, environment, "local.env"), "utf8"));
  } catch (error) {
    if (isCode(error, "ENOENT")) return {};
    throw error;
  }
}

function withValues(variables: Variables): Variables {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ""));
}

/** The Python module that LiteLLM loads. */
export async function readHookModule(): Promise<string> {
  return readFileSync(new URL("./hook/litellm_profiles_hook.py", import.meta.url), "utf8");
}

/** Version and digest of the module that this package ships. */
export async function readShippedModule(): Promise<{ readonly version: string; readonly sha256: string }> {
  const text = await readHookModule();
  const version = /^__version__\b[^"]*"([^"]+)"/m.exec(text)?.[1] ?? "";
  return { version, sha256: sha256(text) };
}

/** This package's version. */
export function readVersion(): string {
  const { version }: { version: string } = JSON.parse(
    readFileSync(new URL("../package.json", import.meta.url), "utf8"),
  );
  return version;
}
