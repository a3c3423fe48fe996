import { execFile, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { onTestFinished } from "vitest";
import { withOutputs } from "../fakes/memory-world.ts";
import { startProxyDouble } from "./proxy-double.ts";

const program = join(import.meta.dirname, "../../dist/cli.js");
const key = "sk-served-7be1";

/** Variables that name a person to git, and a proxy's key. */
const variables = {
  ...process.env,
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "Ada",
  GIT_AUTHOR_EMAIL: "ada@example.org",
  GIT_COMMITTER_NAME: "Ada",
  GIT_COMMITTER_EMAIL: "ada@example.org",
  LITELLM_MASTER_KEY: key,
};

/** A project in real git beside a proxy that applies whatever is delivered; both are gone after the test. */
export async function makeServedProject(sources: Readonly<Record<string, string>>) {
  const root = await realpath(await mkdtemp(join(tmpdir(), "litellm-profiles-")));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(withOutputs(sources))) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  const git = (...args: string[]) => execFileSync("git", args, { cwd: root, env: variables, encoding: "utf8" });
  git("init", "-q", "-b", "main");
  git("add", "-A");
  git("commit", "-qm", "Start");
  const proxy = await startProxyDouble(root, key);
  onTestFinished(proxy.stop);
  const bin = join(root, ".git/bin");
  await mkdir(bin);
  await symlink(program, join(bin, "litellm-profiles"));
  const env = { ...variables, LITELLM_URL: proxy.url, HOME: root, PATH: `${bin}:${process.env["PATH"]}` };
  await promisify(execFile)(process.execPath, [program, "deliver"], { cwd: root, env });
  return { root, env, git };
}

export type ServedProject = Awaited<ReturnType<typeof makeServedProject>>;

/** The real program, serving a project; it is killed after the test, if it is still there. */
export async function serve({ root, env }: ServedProject, ...options: string[]) {
  const child = spawn(process.execPath, [program, "serve", ...options], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "close");
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  const lines = createInterface({ input: child.stdout });
  const [line] = await Promise.race([once(lines, "line"), ended.then(() => [undefined])]);
  const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(String(line)) ?? [];
  if (url === undefined) throw new Error(`It does not serve: ${stderr}`);
  return { url, line, child, stderr: () => stderr, ended };
}

/** Runs a command line in a project, as a user would. */
export async function run({ root, env }: ServedProject, command: string) {
  const child = spawn("bash", ["-c", command], { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  await once(child, "close");
  return { stdout, stderr, status: child.exitCode };
}
