import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { forkServer, type ForkServer } from "../litellm/fork-server.ts";
import { defaultRelease } from "../litellm/releases.ts";
import { prepareLiteLlm } from "../setup/litellm-environment.ts";

/** What every row of the benchmark gets. */
export interface Bench {
  /** This repository. */
  readonly root: string;
  /** How many switches a run under load has. */
  readonly switches: number;
  readonly say: (line: string) => void;
  /** The Python process that forks proxies of a release; started by the first call, which takes half a minute. */
  litellm(release?: string): Promise<ForkServer>;
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

  const servers = new Map<string, Promise<ForkServer>>();

  async function startServer(release: string): Promise<ForkServer> {
    const started = await forkServer(await prepareLiteLlm(release, join(root, ".cache")));
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
    litellm(release = defaultRelease) {
      const server = servers.get(release) ?? startServer(release);
      servers.set(release, server);
      return server;
    },
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
