import { Failure } from "../../domain/failure.ts";
import { isJsonObject, type Json } from "../../domain/json.ts";
import type { Proxy } from "../../ports/proxy.ts";
import { readAliases, readWorkers } from "./read-answers.ts";

/** A proxy's address with every variable resolved. */
export interface ProxyPlace {
  readonly url: string;
  readonly key?: string;
  /** How long one answer may take. */
  readonly timeoutMilliseconds?: number;
}

const workersPath = "litellm-profiles/workers";
const callbacksPath = "get/config/callbacks";

/** Speaks to one LiteLLM proxy over HTTP. The key travels in a header only, and follows no redirection. */
export function openProxy(place: ProxyPlace): Proxy {
  const base = readUrl(place.url);
  const url = base.href.replace(/\/$/, "");
  return {
    url,
    async workers() {
      const answer = await ask(place, url, workersPath);
      if (answer.status === 404) throw moduleNotLoaded(url);
      return understand(url, answer, readWorkers);
    },
    async aliases() {
      return understand(url, await ask(place, url, callbacksPath), readAliases);
    },
  };
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

function readUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "") return url;
  throw new Failure(
    "proxy-unreachable",
    url?.username || url?.password
      ? `The address of the proxy on \`${url.host}\` holds a user or a password`
      : `The address of the proxy is no \`http:\` or \`https:\` URL`,
    "Write `http://host:4000` or `os.environ/NAME` in `proxies[].url`, and the key in `proxies[].key`",
  );
}

async function ask({ key, timeoutMilliseconds = 5000 }: ProxyPlace, url: string, path: string): Promise<Answer> {
  try {
    const response = await fetch(`${url}/${path}`, {
      redirect: "manual",
      headers: { accept: "application/json", ...(key !== undefined && { authorization: `Bearer ${key}` }) },
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    throw unreachable(url, reasonOf(error, timeoutMilliseconds), { cause: error });
  }
}

/** `fetch` hides the reason in the cause; one of several addresses' reasons stands for all. */
function reasonOf(error: unknown, timeoutMilliseconds: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return `no answer within ${timeoutMilliseconds} ms`;
  const { cause } = error;
  if (cause instanceof AggregateError) return reasonOf(cause.errors[0], timeoutMilliseconds);
  return cause instanceof Error ? cause.message || cause.name : error.message;
}

function understand<T>(url: string, answer: Answer, read: (json: Json) => T | undefined): T {
  if (refusesKey(answer)) throw keyRefused(url, answer.status);
  if (answer.status !== 200) throw unreachable(url, `it answered with status ${answer.status}`);
  const value = parse(answer.text);
  const understood = value === undefined ? undefined : read(value);
  if (understood === undefined) throw unreachable(url, "its answer is not LiteLLM's");
  return understood;
}

/**
 * Without a database LiteLLM answers a wrong key with 400 `no_db_connection`, and, where the package `prisma` is
 * missing, no key at all with a bare 500 (executed on 1.106.2).
 */
function refusesKey({ status, text }: Answer): boolean {
  if (status === 401 || status === 403) return true;
  if (status === 500) return text === "Internal Server Error" || text.includes("prisma");
  return status === 400 && errorType(text) === "no_db_connection";
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

function unreachable(url: string, reason: string, options?: ErrorOptions): Failure {
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
