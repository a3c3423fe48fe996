import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { open, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { Failure } from "../domain/failure.ts";

/** How to run LiteLLM's proxy on this machine. */
export interface LiteLlmOptions {
  /** Interpreter of LiteLLM's environment. */
  readonly python: string;
  /** `run_litellm.py`. */
  readonly launcher: string;
  /** The config that it reads. */
  readonly config: string;
  readonly port: number;
  readonly env: NodeJS.ProcessEnv;
  /** File that takes its output. */
  readonly log: string;
}

/** A running proxy. */
export interface LiteLlm {
  /** Rejects with `proxy-stopped` and the end of the log if LiteLLM ends before `stop` is called; never resolves. */
  readonly died: Promise<never>;
  stop(): Promise<void>;
}

const stopWithinMilliseconds = 10_000;

/**
 * Starts LiteLLM in a process group of its own: Ctrl-C on a terminal reaches only us, and we stop it in order. Its
 * standard input is a pipe whose end tells it that we are gone, however that came.
 */
export async function startLiteLlm(options: LiteLlmOptions): Promise<LiteLlm> {
  const log = await open(options.log, "w", 0o600);
  const args = [options.launcher, "--config", options.config, "--host", "127.0.0.1", "--port", String(options.port)];
  const child = spawn(options.python, args, {
    cwd: dirname(options.config),
    detached: true,
    env: options.env,
    stdio: ["pipe", log.fd, log.fd],
  });
  const ended = once(child, "exit");
  await log.close();
  let stopping = false;
  const died = ended.then(async () => {
    if (!stopping) throw await explain(child, options.log);
    return new Promise<never>(() => {});
  });
  died.catch(() => {});
  return {
    died,
    async stop() {
      stopping = true;
      const timer = setTimeout(() => child.kill("SIGKILL"), stopWithinMilliseconds);
      if (child.exitCode === null && child.signalCode === null) {
        child.kill("SIGTERM");
        child.stdin?.end();
        await ended;
      }
      clearTimeout(timer);
    },
  };
}

async function explain(child: ChildProcess, log: string): Promise<Failure> {
  const end = (await readFile(log, "utf8")).trimEnd().split("\n").slice(-15).join("\n");
  const how = child.signalCode === null ? `exit code ${child.exitCode}` : `signal ${child.signalCode}`;
  return new Failure("proxy-stopped", `LiteLLM ended with ${how}`, `The end of \`${log}\`:\n${end}`);
}
