import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { hostname } from "node:os";
import { join } from "node:path";
import { once } from "node:events";
import type { WorkerReport } from "../../src/domain/proof.ts";
import { readConfig } from "../../src/litellm/read-config.ts";
import { routingOf } from "../../src/litellm/routing-of.ts";

export interface ProxyDouble {
  readonly url: string;
  readonly stop: () => void;
}

/**
 * A server that answers as a LiteLLM with the module does: its one worker applies whatever lies delivered. The file
 * `.git/proxy` of the project says otherwise: `silent` (keeps what it has) or `without module`.
 */
export async function startProxyDouble(project: string, key: string): Promise<ProxyDouble> {
  const worker = new Worker(project);
  const server = createServer((request, response) => {
    const [status, body] = answer(request.url, request.headers.authorization === `Bearer ${key}`, worker);
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

function answer(url: string | undefined, hasKey: boolean, worker: Worker): [status: number, body: unknown] {
  const report = worker.look();
  if (url === "/litellm-profiles/workers" && worker.mode !== "without module") {
    const workers = { v: 1, config_path: report.file?.path ?? "", workers: [report], others: "known" };
    return hasKey ? [200, workers] : [401, {}];
  }
  if (url === "/get/config/callbacks" && hasKey) {
    return [200, { router_settings: { model_group_alias: report.routing?.aliases ?? {} } }];
  }
  return [404, { detail: "Not Found" }];
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

  look(): WorkerReport {
    if (this.#report === undefined || this.mode === "") this.#report = this.#apply();
    return this.#report;
  }

  #apply(): WorkerReport {
    const path = join(this.#project, ".litellm-profiles/default/litellm_config.yaml");
    const text = readText(path);
    const base = { v: 1, host: hostname(), pid: 4711, module: "0.1.0", litellm: "1.106.2", restart: [] } as const;
    const rest = { error: null, at: "2026-01-02T12:00:00.000Z" };
    const { config } = readConfig(text ?? "{}");
    if (text === undefined || config === undefined) {
      return { ...base, ...rest, state: "applied", file: null, routing: { aliases: {}, fallbacks: [], ids: [] } };
    }
    const { dev, ino, mtimeNs } = statSync(path, { bigint: true });
    const sha256 = createHash("sha256").update(text).digest("hex");
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
