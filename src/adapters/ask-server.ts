import type { LookupAddress } from "node:dns";
import * as http from "node:http";
import * as https from "node:https";
import pRetry from "p-retry";
import type { JsonObject } from "../domain/json.ts";

/** What a server answered, in full. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Asks a server for a path below its URL, or posts JSON to it. Throws an `Error` that says why there is no answer. */
export type Ask = (path: string, withinMilliseconds: number, body?: JsonObject) => Promise<Answer>;

/** One server, over connections that are kept. */
export interface Server {
  /** Without a slash at its end. */
  readonly url: string;
  /** Sent in a header, and along no redirection: none is followed. */
  readonly key?: string | undefined;
  /** Where the URL's name is to be found, whatever it resolves to; certificate and `Host` are still those of the name. */
  readonly address?: LookupAddress | undefined;
}

/** LiteLLM's server ends an idle connection after five seconds; a question must not meet that moment. */
const idleMilliseconds = 4000;

export function openServer({ url, key, address }: Server): Ask {
  const { request, Agent } = url.startsWith("https:") ? https : http;
  const lookup = address === undefined ? {} : { lookup: lookUpAs(address) };
  const agent = new Agent({ keepAlive: true, timeout: idleMilliseconds, ...lookup });
  const headers = { accept: "application/json", ...(key !== undefined && { authorization: `Bearer ${key}` }) };
  return async (path, withinMilliseconds, body) => {
    // It takes whole milliseconds only.
    const signal = AbortSignal.timeout(Math.ceil(withinMilliseconds));
    const ask = () => read(request(`${url}/${path}`, { agent, signal, ...methodFor(headers, body) }), body);
    try {
      return await (body === undefined ? askAgainWhereClosed(ask, signal) : ask());
    } catch (error) {
      const reason = signal.aborted ? `no answer within ${Math.round(withinMilliseconds)} ms` : reasonOf(error);
      throw new Error(reason, { cause: error });
    }
  };
}

/**
 * A worker that is being stopped closes its connections, also under a question that nobody has answered; the next
 * connection reaches another worker. Only what changes nothing may be asked again.
 */
function askAgainWhereClosed(ask: () => Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  return pRetry(ask, { retries: 3, minTimeout: 10, maxTimeout: 100, signal, shouldRetry: isOfClosing });
}

function isOfClosing({ error }: { readonly error: NodeJS.ErrnoException }): boolean {
  return error.code === "ECONNRESET";
}

function methodFor(headers: http.OutgoingHttpHeaders, body: JsonObject | undefined): http.RequestOptions {
  return body === undefined
    ? { headers }
    : { method: "POST", headers: { ...headers, "content-type": "application/json" } };
}

async function read(request: http.ClientRequest, body: JsonObject | undefined): Promise<Answer> {
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    request
      .once("response", resolve)
      .once("error", reject)
      .end(body === undefined ? undefined : JSON.stringify(body));
  });
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") };
}

/** Node asks for all addresses or for one. */
function lookUpAs(place: LookupAddress): NonNullable<http.AgentOptions["lookup"]> {
  return (_name, { all }, tell) => (all === true ? tell(null, [place]) : tell(null, place.address, place.family));
}

/** Where several addresses of a name were tried, one reason stands for all. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return reasonOf(error.errors[0]);
  return error instanceof Error ? error.message || error.name : String(error);
}
