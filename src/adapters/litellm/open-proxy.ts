import type { LookupAddress } from "node:dns";
import { Failure } from "../../domain/failure.ts";
import { isJsonObject, type Json } from "../../domain/json.ts";
import { only } from "../../domain/only.ts";
import type { Proxy } from "../../ports/proxy.ts";
import { openServer, type Answer } from "../ask-server.ts";
import { callFor, judgeCall } from "./probe-call.ts";
import { readAliases, readUnset, readWorkers } from "./read-answers.ts";

/** A proxy's address with every variable resolved. */
export interface ProxyPlace {
  readonly url: string;
  readonly key?: string;
  /** One of several places where the name of the URL is to be found. */
  readonly address?: LookupAddress;
}

const patienceMilliseconds = 5000;
const probeMilliseconds = 30_000;
const workersPath = "litellm-profiles/workers";
const callbacksPath = "get/config/callbacks";
/** Without the slash LiteLLM answers with a redirection. */
const metricsPath = "metrics/";

/** Speaks to one LiteLLM proxy over HTTP. The key travels in a header only, and follows no redirection. */
export function openProxy({ url, key, address }: ProxyPlace): Proxy {
  const refusal = refuseUrl(url) ?? refuseKey(url, key);
  if (refusal !== undefined) return refusingProxy(hostOf(url), refusal);
  const href = new URL(url).href.replace(/\/$/, "");
  const ask = openServer({ url: href, key, address });
  const name = address === undefined ? href : `${href} (${address.address})`;
  async function question<T>(path: string, within: number, read: (answer: Answer) => T): Promise<T> {
    const answer = await ask(path, within).catch((error: unknown) => {
      throw error instanceof Error ? unreachable(name, error.message, { cause: error }) : error;
    });
    if (refusesKey(answer, key)) throw keyRefused(name, answer.status);
    return read(answer);
  }
  return {
    url: name,
    workers: (within = patienceMilliseconds) =>
      question(workersPath, within, (answer) => {
        if (answer.status === 404) throw moduleNotLoaded(name);
        return understand(name, answer, readWorkers);
      }),
    unset: (names, within = patienceMilliseconds) =>
      question(`${workersPath}?names=${encodeURIComponent(names.join(","))}`, within, (answer) => {
        if (answer.status === 404) throw moduleNotLoaded(name);
        return understand(name, answer, readUnset);
      }),
    aliases: (within = patienceMilliseconds) =>
      question(callbacksPath, within, (answer) => understand(name, answer, readAliases)),
    async probe(probed, within = probeMilliseconds) {
      const { path, body } = callFor(probed);
      const answer = await ask(path, within, body).catch((error: unknown) => only(Error, error));
      return answer instanceof Error ? { answers: false, seen: answer.message } : judgeCall(answer);
    },
    metrics: (within = patienceMilliseconds) =>
      question(metricsPath, within, (answer) => {
        if (answer.status === 404) throw noMetrics(name);
        if (answer.status !== 200) throw unreachable(name, `it answered with status ${answer.status}`);
        return [answer.text];
      }),
  };
}

/** A proxy that cannot be asked: every question throws the failure. */
export function refusingProxy(url: string, failure: Failure): Proxy {
  const refuse = async () => {
    throw failure;
  };
  return { url, workers: refuse, unset: refuse, aliases: refuse, probe: refuse, metrics: refuse };
}

/** Undefined for an address that can be asked. */
function refuseUrl(text: string): Failure | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const hasSecret = url !== undefined && url.username + url.password !== "";
  if (url !== undefined && /^https?:$/.test(url.protocol) && !hasSecret) return undefined;
  return new Failure(
    "proxy-unreachable",
    hasSecret
      ? `The address of the proxy on \`${url.host}\` holds a user or a password`
      : "The address of the proxy is no `http:` or `https:` URL",
    "Write `http://host:4000` or `os.environ/NAME` in `proxies[].url`, and the key in `proxies[].key`",
  );
}

/** `fetch` would repeat the key in its own error. */
function refuseKey(url: string, key = ""): Failure | undefined {
  if (/^[\t\u0020-\u007E\u0080-\u00FF]*$/.test(key.trim())) return undefined;
  return new Failure(
    "proxy-key-refused",
    `The key for proxy \`${hostOf(url)}\` holds a character that cannot be sent, such as a line break`,
    "Set the variable that `proxies[].key` names to the key alone",
  );
}

function hostOf(text: string): string {
  return URL.canParse(text) ? new URL(text).host : "";
}

function understand<T>(url: string, answer: Answer, read: (json: Json) => T | undefined): T {
  if (answer.status !== 200) throw unreachable(url, `it answered with status ${answer.status}`);
  const value = parse(answer.text);
  const understood = value === undefined ? undefined : read(value);
  if (understood === undefined) throw unreachable(url, "its answer is not LiteLLM's");
  return understood;
}

/**
 * Without a database LiteLLM answers a wrong key with 400 `no_db_connection`, and, where the package `prisma` is
 * missing, no key at all with a 500 that is bare (executed on 1.106.2) or says nothing (on 1.94.3 and 1.103.11).
 */
function refusesKey({ status, text }: Answer, key: string | undefined): boolean {
  if (status === 401 || status === 403) return true;
  if (status === 400) return errorType(text) === "no_db_connection";
  if (status !== 500) return false;
  const isEmpty = key === undefined && errorType(text) === "internal_server_error";
  return isEmpty || text === "Internal Server Error" || text.includes("prisma");
}

function errorType(text: string): Json | undefined {
  const body = parse(text);
  return isJsonObject(body) && isJsonObject(body["error"]) ? body["error"]["type"] : undefined;
}

function parse(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/** A proxy that gave no answer, or none of LiteLLM's. */
export function unreachable(url: string, reason: string, options?: ErrorOptions): Failure {
  return new Failure(
    "proxy-unreachable",
    `Proxy \`${url}\` cannot be asked: ${reason}`,
    "Start the proxy (`npm start`), or correct `proxies[].url`",
    options,
  );
}

function keyRefused(url: string, status: number): Failure {
  return new Failure(
    "proxy-key-refused",
    `Proxy \`${url}\` refuses the key (status ${status})`,
    "Set the variable that `proxies[].key` names to the proxy's master key",
  );
}

function moduleNotLoaded(url: string): Failure {
  return new Failure(
    "module-not-loaded",
    `Proxy \`${url}\` does not run the reload module`,
    "Load it as `litellm-profiles hook --help` says, and restart the proxy once",
  );
}

function noMetrics(url: string): Failure {
  return new Failure(
    "no-metrics",
    `Proxy \`${url}\` counts nothing`,
    "Add `prometheus` to `litellm_settings.callbacks`, install the package `prometheus-client`, and restart the proxy once",
  );
}
