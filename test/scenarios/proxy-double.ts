import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import { hostname } from "node:os";
import { join } from "node:path";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import type { WorkerReport } from "../../src/domain/proof.ts";
import { readConfig } from "../../src/litellm/read-config.ts";
import { routingOf } from "../../src/litellm/routing-of.ts";

export interface ProxyDouble {
  readonly url: string;
  readonly stop: () => void;
}

/**
 * A server that answers as a LiteLLM with the module does: its one worker applies whatever lies delivered. The file
 * `.git/proxy` of the project says otherwise: `silent` (keeps what it has), `without module`, `misroutes` (another
 * task's group answers), `another key` (takes none), `down` (ends each connection), `slow` (never answers), or `lacks
 * NAME` (a variable).
 */
export async function startProxyDouble(project: string, key: string): Promise<ProxyDouble> {
  const worker = new Worker(project);
  const server = createServer(async (request, response) => {
    if (worker.mode === "down") return void request.socket.destroy();
    if (worker.mode === "slow") return;
    const hasKey = request.headers.authorization === `Bearer ${key}` && worker.mode !== "another key";
    if (request.method === "POST") return complete(await text(request), { hasKey, worker, response });
    const [status, body] = answer(request.url, hasKey, worker);
    response.writeHead(status).end(JSON.stringify(body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server listens on no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function answer(asked: string | undefined, hasKey: boolean, worker: Worker): [status: number, body: unknown] {
  const report = worker.look();
  const { pathname: url, searchParams } = new URL(asked ?? "", "http://proxy");
  if (url === "/litellm-profiles/workers" && worker.mode !== "without module") {
    return hasKey ? [200, workersAnswer(report, worker.lacking(searchParams))] : [401, {}];
  }
  if (url === "/get/config/callbacks" && hasKey) {
    return [200, { router_settings: { model_group_alias: report.routing?.aliases ?? {} } }];
  }
  return [404, { detail: "Not Found" }];
}

function workersAnswer(report: WorkerReport, unset: readonly string[]) {
  return { v: 1, config_path: report.file?.path ?? "", workers: [report], others: "known", unset };
}

interface Completion {
  readonly hasKey: boolean;
  readonly worker: Worker;
  readonly response: ServerResponse;
}

/** Answers in the name of the group that the model stands for, as LiteLLM does: by header, whole or in parts. */
function complete(asked: string, { hasKey, worker, response }: Completion): void {
  const { model, stream = false }: { model: string; stream?: boolean } = JSON.parse(asked);
  const { aliases = {}, ids = [] } = worker.look().routing ?? {};
  const group = worker.mode === "misroutes" ? model.replace("classification", "synthesis") : model;
  const id = ids.find((one) => one.startsWith(`${aliases[group] ?? aliases[model] ?? group}--`));
  if (!hasKey) return void response.writeHead(401).end(JSON.stringify({ error: { type: "auth_error" } }));
  if (id === undefined)
    return void response.writeHead(400).end(JSON.stringify({ error: { message: "No such model" } }));
  response.setHeader("x-litellm-model-id", id);
  const message = { role: "assistant", content: "ready" };
  if (stream) {
    response.end(`data: ${JSON.stringify({ id: "1", choices: [{ index: 0, delta: message }] })}\n\ndata: [DONE]\n\n`);
    return;
  }
  response.end(JSON.stringify({ id: "1", model, choices: [{ index: 0, message, finish_reason: "stop" }] }));
}

class Worker {
  readonly #project: string;
  #report: WorkerReport | undefined;

  constructor(project: string) {
    this.#project = project;
  }

  get mode(): string {
    return readText(join(this.#project, ".git/proxy"))?.trim() ?? "";
  }

  lacking(asked: URLSearchParams): string[] {
    const names = asked.get("names")?.split(",") ?? [];
    return names.filter((name) => this.mode === `lacks ${name}`);
  }

  look(): WorkerReport {
    const isReading = /^(misroutes|lacks .*)?$/.test(this.mode);
    if (this.#report === undefined || isReading) this.#report = this.#apply();
    return this.#report;
  }

  #apply(): WorkerReport {
    const path = join(this.#project, ".litellm-profiles/default/litellm_config.yaml");
    const delivered = readText(path);
    const base = { v: 1, host: hostname(), pid: 4711, module: "0.1.0", litellm: "1.106.2", restart: [] } as const;
    const rest = { error: null, at: "2026-01-02T12:00:00.000Z" };
    const { config } = readConfig(delivered ?? "{}");
    if (delivered === undefined || config === undefined) {
      return { ...base, ...rest, state: "applied", file: null, routing: { aliases: {}, fallbacks: [], ids: [] } };
    }
    const { dev, ino, mtimeNs } = statSync(path, { bigint: true });
    const sha256 = createHash("sha256").update(delivered).digest("hex");
    const file = { path, identity: `${dev}:${ino}:${mtimeNs}`, sha256 };
    return { ...base, ...rest, state: "applied", file, routing: routingOf(config) };
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
