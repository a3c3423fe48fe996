import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";

/** What a proxy is started with. */
export interface ProxyOptions {
  /** Absolute path of the config that LiteLLM reads. */
  readonly configPath: string;
  /** Further variables of the process; an empty text stands for unset where LiteLLM reads it so. */
  readonly env?: Readonly<Record<string, string>>;
  /** Processes that share one address; 1 where absent. */
  readonly workers?: number;
  /** Absent, a free port of `127.0.0.1`. */
  readonly listen?: { readonly host: string; readonly port: number };
  /** Runs each process as in a container: a shell script that mounts what only it sees, then another user. */
  readonly confined?: { readonly script: string; readonly uid: number };
}

/** A real LiteLLM proxy, with the reload module loaded as a worker start-up hook. */
export interface RunningProxy {
  readonly url: string;
  /** The master key. */
  readonly key: string;
  /** Of the processes that it was started with, or that came later. */
  readonly pids: readonly number[];
  /** What its processes printed so far. */
  output(): string;
  /** How a worker ended, negative for a signal; undefined while it lives. */
  exitCode(pid: number): number | undefined;
  /** Ends one worker, the hard way if not said otherwise; returns its exit code when it is gone. */
  kill(pid: number, signal?: NodeJS.Signals): Promise<number>;
  /** Starts one more worker at the same address; returns its process id when it serves. */
  add(): Promise<number>;
  stop(): Promise<void>;
}

/** One Python process that has imported LiteLLM, and forks a proxy in less than a second. */
export interface ForkServer {
  startProxy(options: ProxyOptions): Promise<RunningProxy>;
  close(): Promise<void>;
}

export const moduleFolder = join(import.meta.dirname, "../../src/hook");
const servers = new Map<string, Promise<ForkServer>>();

/** The fork server of this process for an interpreter that has LiteLLM; started by the first call, which takes 20 s. */
export function forkServer(python: string): Promise<ForkServer> {
  const server = servers.get(python) ?? startForkServer(python);
  servers.set(python, server);
  return server;
}

/** What `fork_server.py` says on its control channel. */
interface Message {
  readonly ready?: number;
  readonly id?: number;
  readonly pid?: number;
  readonly port?: number;
  readonly exit?: number;
}

/** Keeps every message, so that whoever asks for one after it came still gets it. */
class Mailbox {
  readonly #seen: Message[] = [];
  readonly #waiting = new Set<() => void>();

  put(message: Message): void {
    this.#seen.push(message);
    for (const wake of this.#waiting) wake();
  }

  peek(matches: (message: Message) => boolean): Message | undefined {
    return this.#seen.find(matches);
  }

  async find(matches: (message: Message) => boolean): Promise<Message> {
    for (;;) {
      const found = this.peek(matches);
      if (found !== undefined) return found;
      await new Promise<void>((wake) => this.#waiting.add(wake));
    }
  }
}

async function startForkServer(python: string): Promise<ForkServer> {
  const child = spawn(python, [join(import.meta.dirname, "fork_server.py")], {
    stdio: ["pipe", "ignore", "inherit", "pipe"],
    env: cleanVariables(),
  });
  const mailbox = new Mailbox();
  const control = child.stdio[3];
  if (!(control instanceof Readable)) throw new Error("The control channel cannot be read");
  createInterface(control).on("line", (line) => mailbox.put(JSON.parse(line)));
  child.on("exit", () => mailbox.put({ ready: -1 }));
  const { ready } = await mailbox.find((message) => message.ready !== undefined);
  if (ready === -1) throw new Error(`\`${python}\` could not import LiteLLM`);
  let last = 0;
  return {
    startProxy: (options) => startProxy(child, mailbox, { ...options, id: (last += 1) }),
    async close() {
      servers.delete(python);
      if (child.exitCode !== null) return;
      child.stdin?.end();
      await once(child, "exit");
    },
  };
}

const anyPort = { host: "127.0.0.1", port: 0 };

async function startProxy(
  server: ChildProcess,
  mailbox: Mailbox,
  { id, configPath, env = {}, workers = 1, listen = anyPort, confined }: ProxyOptions & { readonly id: number },
): Promise<RunningProxy> {
  const key = `sk-${randomBytes(16).toString("hex")}`;
  const log = join(dirname(configPath), `proxy-${id}.log`);
  const variables = {
    WORKER_CONFIG: JSON.stringify({ config: configPath }),
    LITELLM_MASTER_KEY: key,
    LITELLM_WORKER_STARTUP_HOOKS: "litellm_profiles_hook:start",
    LITELLM_PROFILES_RUN_DIR: join(dirname(configPath), `run-${id}`),
    PYTHONPATH: moduleFolder,
    ...env,
  };
  const pids: number[] = [];
  const start = async (count: number) => {
    server.stdin?.write(`${JSON.stringify({ id, env: variables, workers: count, listen, log, confined })}\n`);
    for (let number = 0; number < count; number += 1) {
      const { pid = 0, exit } = await mailbox.find(
        (message) => message.id === id && !pids.includes(message.pid ?? 0) && isAnswer(message),
      );
      if (exit !== undefined) throw new Error(`The proxy ended with ${exit}\n${readFileSync(log, "utf8")}`);
      pids.push(pid);
    }
  };
  await start(workers);
  let isOpen = true;
  const { port } = await mailbox.find((message) => message.id === id && message.port !== undefined);
  const kill = async (pid: number, signal: NodeJS.Signals = "SIGKILL") => {
    if (mailbox.peek(isEndOf(pid)) === undefined) process.kill(pid, signal);
    const { exit = 0 } = await mailbox.find(isEndOf(pid));
    return exit;
  };
  return {
    url: `http://${listen.host}:${port}`,
    key,
    pids,
    output: () => readFileSync(log, "utf8"),
    exitCode: (pid) => mailbox.peek(isEndOf(pid))?.exit,
    kill,
    async add() {
      await start(1);
      return pids.at(-1) ?? 0;
    },
    async stop() {
      if (isOpen) server.stdin?.write(`${JSON.stringify({ id, close: true })}\n`);
      isOpen = false;
      await Promise.all(pids.map((pid) => kill(pid)));
    },
  };
}

function isEndOf(pid: number): (message: Message) => boolean {
  return (message) => message.pid === pid && message.exit !== undefined;
}

function isAnswer(message: Message): boolean {
  return message.port !== undefined || message.exit !== undefined;
}

/** LiteLLM must see neither a user's keys nor settings of another proxy. */
function cleanVariables(): NodeJS.ProcessEnv {
  const kept = ["PATH", "HOME", "LANG", "TMPDIR"];
  return Object.fromEntries(kept.map((name) => [name, process.env[name]]));
}
