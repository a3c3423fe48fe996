import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { expect, vi } from "vitest";
import { isJsonArray, isJsonObject, type Json } from "../../../src/domain/json.ts";
import { scenarios, type Scenario, type Scraped } from "../../contracts/traffic-source-contract.ts";
import { findPrometheus } from "../../setup/find-prometheus.ts";

export const prometheus = await findPrometheus();

const jobs = Object.keys(scenarios);

/**
 * A server whose database holds what the proxy of each scenario said, by the label `job`, and which scrapes them every
 * second now.
 */
export async function startPrometheus() {
  const proxies = await startProxies();
  const targets = jobs.map((job) => ({ job, instance: proxies.instance, path: `/${job}` }));
  const server = await startScraping(targets, historyOf(proxies.instance));
  const stop = async () => {
    proxies.stop();
    await server.stop();
  };
  return { url: server.url, ...proxies, stop };
}

/** What is to be scraped. */
interface Target {
  readonly job: string;
  /** `host:port` */
  readonly instance: string;
  readonly path: string;
  /** A key that it asks for. */
  readonly key?: string;
}

/** A server that scrapes these targets every second, and has begun; it may have a history. */
export async function startScraping(targets: readonly Target[], history?: string) {
  if ("missing" in prometheus) throw new Error(prometheus.missing);
  const folder = await mkdtemp(join(tmpdir(), "litellm-profiles-"));
  if (history !== undefined) await fill(prometheus.tool, folder, history);
  await writeFile(join(folder, "prometheus.yml"), configFor(targets));
  const server = await startServer(prometheus.server, folder);
  // It looks for targets every five seconds.
  const isUp = async () => expect(await healthOf(server.url)).toEqual(targets.map(() => "up"));
  await vi.waitFor(isUp, { timeout: 60_000, interval: 50 });
  return {
    url: server.url,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** One address, a path for each scenario. */
async function startProxies() {
  const silent = new Set<string>();
  const texts = new Map(
    Object.entries<readonly Scraped[]>(scenarios).map(([job, said]) => [`/${job}`, lastText(said)]),
  );
  const server = createServer(({ url = "" }, response) => {
    response.writeHead(silent.has(url) ? 500 : 200, { "content-type": "text/plain; version=0.0.4" });
    response.end(texts.get(url));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    instance: `127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`,
    silence: (scenario: Scenario) => void silent.add(`/${scenario}`),
    stop: () => server.close().closeAllConnections(),
  };
}

function lastText(scrapes: readonly Scraped[]): string {
  return scrapes.findLast(({ text }) => text !== undefined)?.text ?? "";
}

/** JSON is YAML. */
function configFor(targets: readonly Target[]): string {
  const written = targets.map(({ job, instance, path, key }) => ({
    job_name: job,
    metrics_path: path,
    scrape_interval: "1s",
    static_configs: [{ targets: [instance] }],
    ...(key !== undefined && { authorization: { credentials: key } }),
  }));
  return JSON.stringify({ scrape_configs: written });
}

/** What was scraped, each sample with its moment, as `promtool` takes it. */
function historyOf(instance: string): string {
  const lines = Object.entries<readonly Scraped[]>(scenarios).flatMap(([job, scrapes]) =>
    scrapes.flatMap((scrape) => samplesOf(scrape, `job="${job}",instance="${instance}"`)),
  );
  return `${lines.join("\n")}\n# EOF\n`;
}

function samplesOf({ at, text = "" }: Scraped, labels: string): string[] {
  const seconds = Date.parse(at) / 1000;
  const samples = [...text.matchAll(/^([a-z_]+)(?:\{(.*)\})? (\S+)$/gm)].map(
    ([, name = "", own = "", value = ""]) => `${name}{${own === "" ? "" : `${own},`}${labels}} ${value} ${seconds}`,
  );
  return [`up{${labels}} ${text === "" ? 0 : 1} ${seconds}`, ...samples];
}

async function fill(tool: string, folder: string, history: string): Promise<void> {
  await mkdir(join(folder, "data"));
  await writeFile(join(folder, "history.txt"), history);
  const places = [join(folder, "history.txt"), join(folder, "data")];
  await promisify(execFile)(tool, ["tsdb", "create-blocks-from", "openmetrics", ...places]);
}

/** On a free port, which it says itself. */
async function startServer(program: string, folder: string) {
  const server = spawn(
    program,
    [
      `--config.file=${join(folder, "prometheus.yml")}`,
      `--storage.tsdb.path=${join(folder, "data")}`,
      "--storage.tsdb.retention.time=100y",
      "--web.listen-address=127.0.0.1:0",
    ],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  const stop = async () => {
    const ended = once(server, "exit");
    server.kill("SIGKILL");
    await ended;
  };
  const said: string[] = [];
  for await (const line of createInterface(server.stderr)) {
    said.push(line);
    const [, address] = /msg="Listening on" address=(\S+)/.exec(line) ?? [];
    if (address === undefined) continue;
    server.stderr.resume();
    return { url: `http://${address}`, stop };
  }
  throw new Error(`Prometheus ended before it listened:\n${said.join("\n")}`);
}

/** `up`, or why not. */
async function healthOf(url: string): Promise<readonly Json[]> {
  const answer = await fetch(`${url}/api/v1/targets?state=active`);
  const { data }: { data?: Json } = JSON.parse(await answer.text());
  const targets = isJsonObject(data) ? data["activeTargets"] : [];
  return (isJsonArray(targets) ? targets : []).map((target) => {
    const { health = "", lastError = "" } = isJsonObject(target) ? target : {};
    return lastError === "" ? health : lastError;
  });
}
