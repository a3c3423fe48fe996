import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import type { Bench } from "../bench.ts";
import type { LiveStage } from "./live-stage.ts";
import { cliOf } from "./run-cli.ts";

/** The real `serve`, in a process of its own, beside a stage's proxy. */
export interface ServeStage {
  /** Calls below `/admin/profiles` and returns what it took and was answered. */
  readonly call: (method: "GET" | "POST", path: string, body?: object) => Promise<Call>;
  /** Closes the connections to it, and waits until it has closed its own that nobody uses. */
  readonly rest: () => Promise<void>;
  readonly observe: () => Promise<Observation>;
  /** As `observe`, when all its garbage is collected. */
  readonly observeCollected: () => Promise<Observation>;
}

export interface Observation {
  /** Resident memory. */
  readonly megabytes: number;
  readonly descriptors: number;
}

export interface Call {
  readonly milliseconds: number;
  readonly status: number;
  readonly text: string;
}

/** One to LiteLLM is kept for four seconds. */
const restMilliseconds = 6000;
/** A collection stops the program for less than a tenth of that. */
const collectMilliseconds = 1000;

/** Runs `work` beside a control plane for this machine, which ends with it. */
export async function onServeStage<T>(
  bench: Bench,
  { project, variables }: LiveStage,
  work: (stage: ServeStage) => Promise<T>,
): Promise<T> {
  const collecting = pathToFileURL(join(import.meta.dirname, "collect-on-signal.mjs")).href;
  const serve = [cliOf(bench), "serve", "--local", "--port", "0", "--json"];
  const child = spawn(process.execPath, ["--import", collecting, ...serve], {
    cwd: project,
    env: variables,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "close");
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const close = async () => {
    agent.destroy();
    child.kill("SIGTERM");
    await ended;
  };
  return bench.closing(close, async () => {
    const [line] = await once(createInterface({ input: child.stdout }), "line");
    const { url }: { url: string } = JSON.parse(String(line));
    return work({
      call: (method, path, body) => call(agent, `${url}/admin/profiles/${path}`, { method, body }),
      rest: async () => {
        agent.destroy();
        await sleep(restMilliseconds);
      },
      observe: () => observe(child.pid ?? 0),
      observeCollected: async () => {
        child.kill("SIGUSR2");
        await sleep(collectMilliseconds);
        return observe(child.pid ?? 0);
      },
    });
  });
}

async function call(agent: Agent, url: string, sent: { method: string; body: object | undefined }): Promise<Call> {
  const start = performance.now();
  const headers = { "content-type": "application/json" };
  const asking = request(url, { agent, method: sent.method, headers: sent.body === undefined ? {} : headers });
  asking.end(sent.body === undefined ? undefined : JSON.stringify(sent.body));
  const [response] = await once(asking, "response");
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  return { milliseconds: performance.now() - start, status: response.statusCode, text };
}

/** By Linux' `/proc`. */
async function observe(pid: number): Promise<Observation> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  const [, kilobytes = "0"] = /^VmRSS:\s+(\d+) kB$/m.exec(status) ?? [];
  return { megabytes: Number(kilobytes) / 1024, descriptors: (await readdir(`/proc/${pid}/fd`)).length };
}
