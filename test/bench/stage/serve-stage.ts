import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { Agent, request } from "node:http";
import { createInterface } from "node:readline";
import type { Bench } from "../bench.ts";
import type { LiveStage } from "./live-stage.ts";
import { cliOf } from "./run-cli.ts";

/** The real `serve`, in a process of its own, beside a stage's proxy. */
export interface ServeStage {
  /** Calls below `/admin/profiles` and returns what it took and was answered. */
  readonly call: (method: "GET" | "POST", path: string, body?: object) => Promise<Call>;
  /** Resident memory, megabytes, and open descriptors. */
  readonly observe: () => Promise<{ readonly megabytes: number; readonly descriptors: number }>;
}

export interface Call {
  readonly milliseconds: number;
  readonly status: number;
  readonly text: string;
}

/** Runs `work` beside a control plane for this machine, which ends with it. */
export async function onServeStage<T>(
  bench: Bench,
  { project, variables }: LiveStage,
  work: (stage: ServeStage) => Promise<T>,
): Promise<T> {
  const child = spawn(process.execPath, [cliOf(bench), "serve", "--local", "--port", "0", "--json"], {
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
      observe: () => observe(child.pid ?? 0),
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
async function observe(pid: number) {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  const [, kilobytes = "0"] = /^VmRSS:\s+(\d+) kB$/m.exec(status) ?? [];
  return { megabytes: Number(kilobytes) / 1024, descriptors: (await readdir(`/proc/${pid}/fd`)).length };
}
