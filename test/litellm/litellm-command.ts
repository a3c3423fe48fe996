import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { onTestFinished } from "vitest";
import { moduleFolder } from "./fork-server.ts";
import { litellm, newConfig, speakTo, type LiveProxy } from "./live-proxy.ts";

export interface CommandOptions {
  readonly config: string;
  /** Further arguments of `litellm`. */
  readonly args?: readonly string[];
}

/** A proxy that the real `litellm` command runs; `pids` holds the process that was started. */
export interface CommandProxy extends LiveProxy {
  readonly pid: number;
}

const key = "sk-for-the-command-only";

/** Starts the command with the reload module, on a free port, and waits for its address. Ends with the test. */
export async function startLiteLlmCommand({ config, args = [] }: CommandOptions): Promise<CommandProxy> {
  const configPath = await newConfig(config);
  const python = "python" in litellm ? litellm.python : "";
  const child = spawn(
    join(dirname(python), "litellm"),
    ["--config", configPath, "--host", "127.0.0.1", "--port", "0", ...args],
    { stdio: ["ignore", "pipe", "pipe"], detached: true, env: variables(dirname(configPath)) },
  );
  const { pid = 0 } = child;
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    process.kill(-pid, "SIGKILL");
    await once(child, "exit");
  });
  const lines: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    const read = (line: string) => {
      lines.push(line);
      const address = /(?:running on|Listening at:) (http:\/\/127\.0\.0\.1:[1-9]\d*)/.exec(line)?.[1];
      if (address !== undefined) resolve(address);
    };
    for (const stream of [child.stdout, child.stderr]) createInterface(stream).on("line", read);
    child.once("exit", (code) => reject(new Error(`litellm ended with ${code}\n${lines.join("\n")}`)));
  });
  const running = {
    url,
    key,
    pids: [pid],
    output: () => lines.join("\n"),
    exitCode: () => child.exitCode ?? undefined,
    kill: async (worker: number, signal: NodeJS.Signals = "SIGKILL") => Number(process.kill(worker, signal)),
    add: async () => Promise.reject(new Error("The command decides itself how many workers it has")),
    stop: async () => void process.kill(-pid, "SIGTERM"),
  };
  return { ...speakTo(running, configPath), pid };
}

function variables(folder: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env["PATH"],
    HOME: process.env["HOME"],
    TMPDIR: folder,
    PYTHONPATH: moduleFolder,
    LITELLM_LOCAL_MODEL_COST_MAP: "True",
    LITELLM_MASTER_KEY: key,
    LITELLM_WORKER_STARTUP_HOOKS: "litellm_profiles_hook:start",
  };
}
