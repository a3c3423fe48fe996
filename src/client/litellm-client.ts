import {
  readAnswerer,
  type ChatChunk,
  type ChatCompletion,
  type ChatRequest,
  type Completed,
  type Streamed,
} from "./chat.ts";
import { UnreachableError } from "./errors.ts";
import { openPatience, type Patience } from "./patience.ts";
import { readBytes, readEvents } from "./read-chunks.ts";
import { readRefusal } from "./read-refusal.ts";
import { ownTasks, resolveTask, type TaskList } from "./task-list.ts";
import { readVariable } from "./variables.ts";
import { warn } from "./warn.ts";

export interface LiteLLMClientOptions<Name extends string = string> {
  /** The proxy's address; absent, `LITELLM_URL`, else `http://localhost:4000`. */
  readonly baseUrl?: string;
  /** A key of the proxy; absent, `LITELLM_API_KEY`, else none. */
  readonly apiKey?: string;
  readonly fetch?: typeof globalThis.fetch;
  /** What `litellm-profiles types` prints; absent, the tasks of the project that comes with this package. */
  readonly tasks?: TaskList<Name>;
  /** How long to wait for an answer, or for the next part of one; absent, 60,000. */
  readonly timeoutMilliseconds?: number;
  /** Is told once of each older name that is called; absent, a warning of the process or the console. */
  readonly onNotice?: (notice: string) => void;
}

export interface CallOptions {
  /** Gives the call up. */
  readonly signal?: AbortSignal;
  readonly timeoutMilliseconds?: number;
}

/** Calls tasks, never models: which model answers is the platform's to say. */
export class LiteLLMClient<Name extends string = string> {
  readonly #url: string;
  readonly #key: string | undefined;
  readonly #fetch: typeof globalThis.fetch;
  readonly #tasks: TaskList;
  readonly #timeoutMilliseconds: number;
  readonly #onNotice: (notice: string) => void;
  readonly #noticed = new Set<string>();

  constructor(options: LiteLLMClientOptions<Name> = {}) {
    const { baseUrl = readVariable("LITELLM_URL") ?? "http://localhost:4000" } = options;
    this.#url = baseUrl.replace(/\/+$/, "");
    this.#key = options.apiKey ?? readVariable("LITELLM_API_KEY");
    this.#fetch = options.fetch ?? globalThis.fetch.bind(globalThis);
    this.#tasks = options.tasks ?? ownTasks;
    this.#timeoutMilliseconds = options.timeoutMilliseconds ?? 60_000;
    this.#onNotice = options.onNotice ?? warn;
  }

  /**
   * What a task is called by in a request to the proxy: its own name. An older name stays as it is, and is told of once.
   * Throws `UnknownTaskError`.
   */
  getTaskAlias(task: Name): string {
    const { alias, instead } = resolveTask(this.#tasks, task);
    if (instead !== undefined && !this.#noticed.has(alias)) {
      this.#noticed.add(alias);
      this.#onNotice(`\`${alias}\` is an older name: call \`${instead}\`, which always means the profile in force`);
    }
    return alias;
  }

  /** Asks a task, and says which deployment has answered. With `stream: true` the answer comes in chunks. */
  completeWithTaskType(
    task: Name,
    request: ChatRequest & { readonly stream: true },
    options?: CallOptions,
  ): Promise<Streamed>;
  completeWithTaskType(task: Name, request: ChatRequest, options?: CallOptions): Promise<Completed>;
  async completeWithTaskType(
    task: Name,
    request: ChatRequest,
    { signal, timeoutMilliseconds = this.#timeoutMilliseconds }: CallOptions = {},
  ): Promise<Completed | Streamed> {
    const body = JSON.stringify({ ...request, model: this.getTaskAlias(task) });
    const patience = openPatience(timeoutMilliseconds, signal);
    try {
      const response = await this.#post(body, patience.signal);
      const answerer = readAnswerer(response.headers);
      if (request["stream"] === true) return { completion: readStream(response, patience), ...answerer };
      const completion: ChatCompletion = JSON.parse(await response.text());
      patience.end();
      return { completion, ...answerer };
    } catch (error) {
      patience.end();
      throw patience.explain(error);
    }
  }

  async #post(body: string, signal: AbortSignal): Promise<Response> {
    const response = await this.#fetch(`${this.#url}/v1/chat/completions`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(this.#key !== undefined && { authorization: `Bearer ${this.#key}` }),
      },
      body,
      signal,
    });
    if (!response.ok) throw await readRefusal(response);
    return response;
  }
}

/** Reading it waits for each chunk; leaving the loop ends the call. */
async function* readStream({ body }: Response, patience: Patience): AsyncGenerator<ChatChunk> {
  try {
    if (body === null) throw new UnreachableError("The proxy answered without a body");
    for await (const data of readEvents(readBytes(body))) {
      patience.renew();
      const chunk: ChatChunk = JSON.parse(data);
      yield chunk;
    }
  } catch (error) {
    throw patience.explain(error);
  } finally {
    patience.end();
  }
}
