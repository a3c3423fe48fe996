import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { preparePythonEnvironment } from "../../src/local-proxy/python-environment.ts";
import { forkServer, type ForkServer } from "../litellm/fork-server.ts";

/** The LiteLLM that is measured. */
export const release = "1.106.2";

/** What every row of the benchmark gets. */
export interface Bench {
  /** This repository. */
  readonly root: string;
  /** How many switches a run under load has. */
  readonly switches: number;
  readonly say: (line: string) => void;
  /** The Python process that forks LiteLLM proxies; started by the first call, which takes half a minute. */
  litellm(): Promise<ForkServer>;
  /** Runs `work`, then `close`; also where the benchmark is stopped meanwhile. */
  closing<T>(close: () => Promise<unknown>, work: () => Promise<T>): Promise<T>;
  /** Runs `work` with a folder of its own. */
  inFolder<T>(work: (folder: string) => Promise<T>): Promise<T>;
}

/** A benchmark and the way to end it. */
export interface StoppableBench extends Bench {
  /** Closes all that is open, the newest first: at the end, and where a person stops it. */
  stop(): Promise<void>;
}

export function openBench({ root, switches, say }: Pick<Bench, "root" | "switches" | "say">): StoppableBench {
  const open = new Set<() => Promise<unknown>>();

  let server: Promise<ForkServer> | undefined;

  async function startServer(): Promise<ForkServer> {
    const environment = { name: `litellm-${release}`, cache: join(root, ".cache"), env: process.env, say };
    const started = await forkServer(await preparePythonEnvironment(environment));
    open.add(() => started.close());
    return started;
  }

  async function closing<T>(close: () => Promise<unknown>, work: () => Promise<T>): Promise<T> {
    open.add(close);
    try {
      return await work();
    } finally {
      if (open.delete(close)) await close();
    }
  }

  return {
    root,
    switches,
    say,
    closing,
    litellm: () => (server ??= startServer()),
    async inFolder(work) {
      const folder = await realpath(await mkdtemp(join(tmpdir(), "litellm-profiles-bench-")));
      return closing(
        () => rm(folder, { recursive: true, force: true }),
        () => work(folder),
      );
    },
    async stop() {
      for (const close of [...open].toReversed()) {
        open.delete(close);
        await close();
      }
    },
  };
}
