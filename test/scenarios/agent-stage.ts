import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { onTestFinished } from "vitest";
import type { PassOutcome, PassResult } from "../../src/domain/pass.ts";
import { withOutputs } from "../fakes/memory-world.ts";
import { smallProject } from "../fakes/small-project.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { startProxyDouble } from "./proxy-double.ts";

export const program = join(import.meta.dirname, "../../dist/cli.js");
const key = "sk-agent-5e0b";

/** Nothing of the machine's git takes part, and Ada commits. */
const variables: Readonly<Record<string, string | undefined>> = {
  PATH: process.env["PATH"],
  HOME: "/nonexistent",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "Ada",
  GIT_AUTHOR_EMAIL: "ada@example.org",
  GIT_COMMITTER_NAME: "Ada",
  GIT_COMMITTER_EMAIL: "ada@example.org",
};

export function git(folder: string, ...args: string[]): string {
  return execFileSync("git", args, { cwd: folder, env: variables, encoding: "utf8", stdio: ["pipe", "pipe", "pipe"] });
}

/** The sources whose environment has a profile in force, with what is rendered from them. */
export function sourcesWith(profile: string, deliver = "{prove_within: 2s}"): Record<string, string> {
  const environment = `active: ${profile}
deliver: ${deliver}
proxies: [{url: os.environ/LITELLM_URL, key: os.environ/LITELLM_MASTER_KEY}]
`;
  return withOutputs({ ...smallProject, "environments/default.yaml": environment });
}

export interface Stage {
  /** Holds everything. */
  readonly top: string;
  /** The bare repository. */
  readonly origin: string;
  /** The agent's clone. */
  readonly clone: string;
  /** Commits at the remote, and returns the commit. */
  readonly push: (files: Readonly<Record<string, string>>, message?: string) => Promise<string>;
}

/** A bare remote with one commit, the agent's clone of it, and somebody else's. */
export async function makeStage(first = sourcesWith("premium")): Promise<Stage> {
  const top = await temporaryFolder();
  onTestFinished(() => rm(top, { recursive: true, force: true }));
  const [origin, other, clone] = [join(top, "origin.git"), join(top, "other"), join(top, "clone")];
  git(top, "init", "-q", "--bare", "-b", "main", origin);
  git(top, "clone", "-q", origin, other);
  const push = async (files: Readonly<Record<string, string>>, message = "By somebody else") => {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(other, path)), { recursive: true });
      await writeFile(join(other, path), text);
    }
    git(other, "add", "-A");
    git(other, "commit", "-qm", message);
    git(other, "push", "-q", "origin", "HEAD:main");
    return git(other, "rev-parse", "HEAD").trim();
  };
  await push(first, "Start");
  git(top, "clone", "-q", origin, clone);
  return { top, origin, clone, push };
}

/** A proxy that applies what is delivered to the clone. */
export async function startProxy(clone: string) {
  const proxy = await startProxyDouble(clone, key);
  onTestFinished(proxy.stop);
  return proxy;
}

export function environmentOf(url: string, more: Readonly<Record<string, string>> = {}) {
  return { ...variables, LITELLM_URL: url, LITELLM_MASTER_KEY: key, ...more };
}

export interface RunningAgent {
  readonly pid: number | undefined;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** The next pass that comes to this. */
  readonly next: (outcome: PassOutcome) => Promise<PassResult>;
  /** Resolves when stderr has shown this. */
  readonly says: (words: RegExp) => Promise<RegExpExecArray>;
  /** Exit code and signal. */
  readonly ended: Promise<unknown[]>;
}

/** The real program; with `--json` its passes can be waited for. It is killed after the test, if it is still there. */
export function startAgent(folder: string, env: NodeJS.ProcessEnv, ...options: string[]): RunningAgent {
  const child = spawn(process.execPath, [program, "agent", ...options], {
    cwd: folder,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "close");
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  const passes = listenFor<PassResult>();
  createInterface({ input: child.stdout }).on("line", (line) => {
    if (options.includes("--json")) passes.hear(JSON.parse(line));
  });
  const texts = listenFor<string>();
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => texts.hear((stderr += chunk.toString())));
  return {
    pid: child.pid,
    kill: (signal) => void child.kill(signal),
    next: (outcome) => passes.find((pass) => (pass.outcome === outcome ? pass : undefined)),
    says: (words) => texts.find((text) => words.exec(text) ?? undefined),
    ended,
  };
}

/** What was heard is kept until somebody has found what they wait for. */
function listenFor<T>() {
  const heard: T[] = [];
  const waiting = new Set<() => void>();
  return {
    hear(value: T) {
      heard.push(value);
      for (const look of waiting) look();
    },
    find<F>(isIt: (value: T) => F | undefined): Promise<F> {
      return new Promise((resolve) => {
        function look(): void {
          for (let value = heard.shift(); value !== undefined; value = heard.shift()) {
            const found = isIt(value);
            if (found === undefined) continue;
            waiting.delete(look);
            return resolve(found);
          }
        }
        waiting.add(look);
        look();
      });
    },
  };
}
