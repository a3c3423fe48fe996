import { execFileSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { composeWorld } from "../../src/compose.ts";
import type { World } from "../../src/ports/world.ts";
import { withOutputs } from "../fakes/memory-world.ts";
import { smallProject } from "../fakes/small-project.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { forkServer, type ProxyOptions } from "./fork-server.ts";
import { litellm, speakTo, type LiveProxy } from "./live-proxy.ts";

/** A project in real git whose `default` environment real LiteLLM proxies serve. */
export interface LiveProject {
  readonly root: string;
  readonly world: World;
  /** The first one. */
  readonly proxy: LiveProxy;
  readonly proxies: readonly LiveProxy[];
  readonly git: (...args: string[]) => string;
}

export interface LiveProjectOptions extends Partial<ProxyOptions> {
  /** Interpreter of each proxy; absent, one proxy on the release that is tested. */
  readonly pythons?: readonly string[];
  /** What `world` asks in place of a proxy's own address. */
  readonly reachedAt?: (url: string, number: number) => Promise<string>;
  /** Where the first config lies that the proxies read; absent, below `.litellm-profiles`. */
  readonly delivered?: string;
  /** Lines of the environment's file beside `active` and `proxies`. */
  readonly environment?: string;
  /** Sources in place of those of the same path. */
  readonly sources?: Readonly<Record<string, string>>;
}

/** Each deployment answers with the name of its profile. */
const sources = (environment: string, proxies: number) => ({
  ...smallProject,
  "profiles/premium.yaml": profile("premium", "openai/gpt-4o"),
  "profiles/balanced.yaml": profile("balanced", "openai/gpt-4o-mini"),
  "environments/default.yaml": `active: premium\n${environment}\nproxies:\n${Array.from({ length: proxies }, proxyLine).join("")}`,
});

function proxyLine(_: unknown, number: number): string {
  return `  - {url: os.environ/URL_${number}, key: os.environ/KEY_${number}}\n`;
}

function profile(name: string, model: string): string {
  const deployments = `[{model: ${model}, params: {mock_response: from ${name}}}]`;
  return `tasks:\n  classification: ${deployments}\n  synthesis: ${deployments}\n`;
}

const patient = "deliver: {prove_within: 20s}";

/** Delivers premium, and starts the proxies on it. */
export async function startLiveProject({
  pythons = ["python" in litellm ? litellm.python : ""],
  reachedAt = async (url) => url,
  environment = patient,
  delivered,
  sources: changed,
  ...options
}: LiveProjectOptions = {}): Promise<LiveProject> {
  const root = await temporaryFolder();
  const files = withOutputs({ ...sources(environment, pythons.length), ...changed });
  for (const [path, text] of Object.entries(files)) await writeBelow(root, path, text);
  const variables = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null" };
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", ...args], {
      cwd: root,
      encoding: "utf8",
      env: variables,
    });
  git("init", "-q", "-b", "main");
  git("add", "-A");
  git("commit", "-qm", "Start");
  const configPath = delivered ?? join(root, ".litellm-profiles/default/litellm_config.yaml");
  await mkdir(dirname(configPath), { recursive: true });
  await writeFile(configPath, files["litellm_config.yaml"] ?? "");
  const known: Record<string, string | undefined> = { ...variables };
  const proxies: LiveProxy[] = [];
  for (const [number, python] of pythons.entries()) {
    const server = await forkServer(python);
    const env = { OPENAI_API_KEY: "none", ...options.env };
    const proxy = await server.startProxy({ configPath, ...options, env });
    onTestFinished(() => proxy.stop());
    known[`URL_${number}`] = await reachedAt(proxy.url, number);
    known[`KEY_${number}`] = proxy.key;
    proxies.push(speakTo(proxy, options.configPath ?? configPath));
  }
  const [proxy] = proxies;
  if (proxy === undefined) throw new Error("No proxy was asked for");
  return { root, git, world: await composeWorld({ root, variables: known }), proxy, proxies };
}

async function writeBelow(root: string, path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}
