import { LiteLLMClient } from "../client/index.ts";
import { only } from "../domain/only.ts";
import { Mismatch } from "./mismatch.ts";
import { requireSchema, type Answers } from "./require-schema.ts";

/** Where an installation is, and what lets a program in. */
export interface InstallationPlace {
  readonly environment: string;
  readonly control: Door;
  readonly proxy: Door;
  readonly fetch: typeof globalThis.fetch;
}

export interface Door {
  /** Without a slash at its end. */
  readonly url: string;
  /** A token of the control plane, a key of the proxy; undefined where none is asked for. */
  readonly secret: string | undefined;
}

/** One answer, whatever its status. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** An installation as programs outside see it: a control plane over HTTP, and a proxy that applications call. */
export interface Installation {
  readonly environment: string;
  /** The query that names the environment. */
  readonly about: string;
  /** Calls below the control plane's address. Throws a `Mismatch` where it does not answer. */
  readonly call: (path: string, request?: Sent) => Promise<Answered>;
  /** What a call below `/admin/profiles` answers with 200, once it is what the schema of that name says. */
  readonly read: <Name extends keyof Answers>(path: string, schema: Name) => Promise<Answers[Name]>;
  /** Asks for a change of the environment. */
  readonly change: (path: string, body: object) => Promise<Answered>;
  /** Calls below the proxy's address, with its key. Throws a `Mismatch` where it does not answer. */
  readonly ask: (path: string, body: object) => Promise<Answered>;
  /** An application that knows these tasks; `key` is another than the proxy's own. */
  readonly application: (tasks: readonly string[], key?: string) => LiteLLMClient;
}

interface Sent {
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A change may take as long as its proof. */
const patienceMilliseconds = 300_000;
const json = { "content-type": "application/json" };

export function openInstallation({ environment, control, proxy, fetch }: InstallationPlace): Installation {
  async function send(name: string, { url, secret }: Door, [path, sent]: [string, Sent]): Promise<Answered> {
    const headers = { ...sent.headers, ...(secret !== undefined && { authorization: `Bearer ${secret}` }) };
    try {
      const signal = AbortSignal.timeout(patienceMilliseconds);
      const response = await fetch(`${url}${path}`, { ...sent, headers, signal });
      return { status: response.status, headers: response.headers, text: await response.text() };
    } catch (error) {
      throw new Mismatch(`The ${name} at \`${url}\` does not answer: ${reasonOf(error)}`);
    }
  }
  const call = (path: string, sent: Sent = {}) => send("control plane", control, [path, sent]);
  return {
    environment,
    about: `environment=${encodeURIComponent(environment)}`,
    call,
    async read(path, schema) {
      const answer = await call(`/admin/profiles/${path}`);
      if (answer.status !== 200) throw new Mismatch(`\`GET ${path}\` answers ${answer.status}: ${detailOf(answer)}`);
      return requireSchema(schema, answer.text);
    },
    change: (path, body) =>
      call(`/admin/profiles/${path}`, {
        method: "POST",
        headers: json,
        body: JSON.stringify({ environment, ...body }),
      }),
    ask: (path, body) => send("proxy", proxy, [path, { method: "POST", headers: json, body: JSON.stringify(body) }]),
    application: (tasks, key = proxy.secret) =>
      new LiteLLMClient({
        baseUrl: proxy.url,
        ...(key !== undefined && { apiKey: key }),
        fetch,
        tasks: { tasks, legacyNames: {}, groups: {} },
        onNotice: () => undefined,
      }),
  };
}

/** Why a call was refused, as a problem says; of anything else its first characters. */
export function detailOf({ text }: Pick<Answered, "text">): string {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === "object" && body !== null && "detail" in body && typeof body.detail === "string") {
      return body.detail;
    }
  } catch (error) {
    only(SyntaxError, error);
  }
  return JSON.stringify(text.slice(0, 200));
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}
