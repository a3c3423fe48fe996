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

/** A project in real git whose `default` environment a real LiteLLM serves. */
export interface LiveProject {
  readonly root: string;
  readonly world: World;
  readonly proxy: LiveProxy;
  readonly git: (...args: string[]) => string;
}

/** Each deployment answers with the name of its profile. */
const sources = (proveWithin: string) => ({
  ...smallProject,
  "profiles/premium.yaml": profile("premium", "openai/gpt-4o"),
  "profiles/balanced.yaml": profile("balanced", "openai/gpt-4o-mini"),
  "environments/default.yaml": `active: premium
deliver: {prove_within: ${proveWithin}}
proxies: [{url: os.environ/LITELLM_URL, key: os.environ/LITELLM_MASTER_KEY}]
`,
});

function profile(name: string, model: string): string {
  const deployments = `[{model: ${model}, params: {mock_response: from ${name}}}]`;
  return `tasks:\n  classification: ${deployments}\n  synthesis: ${deployments}\n`;
}

/** Delivers premium, and starts a proxy on it. */
export async function startLiveProject(options: Partial<ProxyOptions> = {}, proveWithin = "20s"): Promise<LiveProject> {
  const root = await temporaryFolder();
  const files = withOutputs(sources(proveWithin));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
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
  const configPath = join(root, ".litellm-profiles/default/litellm_config.yaml");
  await mkdir(dirname(configPath), { recursive: true });
  await writeFile(configPath, files["litellm_config.yaml"] ?? "");
  const server = await forkServer("python" in litellm ? litellm.python : "");
  const proxy = await server.startProxy({
    configPath,
    ...options,
    env: { OPENAI_API_KEY: "none", ...options.env },
  });
  onTestFinished(() => proxy.stop());
  const known = { ...variables, LITELLM_URL: proxy.url, LITELLM_MASTER_KEY: proxy.key };
  return { root, git, world: await composeWorld({ root, variables: known }), proxy: speakTo(proxy, configPath) };
}
