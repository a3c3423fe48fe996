import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import {
  AbortedError,
  AuthenticationError,
  LiteLLMClient,
  ProxyError,
  RateLimitError,
  TimeoutError,
  UnknownTaskError,
  UnreachableError,
} from "../../src/client/index.ts";

const messages = [{ role: "user", content: "hello" }] as const;
const completion = {
  id: "c1",
  model: "gpt-4o",
  choices: [{ index: 0, message: { role: "assistant", content: "hello back" }, finish_reason: "stop" }],
};
const answerer = {
  "x-litellm-model-id": "classification_premium--openai-gpt-4o-1a2b3c4d",
  "x-litellm-model-group": "classification",
};

/** A proxy on this machine that answers as the test says; what it was asked. */
async function startProxy(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const asked: { url: string | undefined; key: string | undefined; body: Record<string, unknown> }[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (bytes: Buffer) => (text += bytes.toString()));
    request.on("end", () => {
      asked.push({ url: request.url, key: request.headers.authorization, body: JSON.parse(text) });
      answer(request, response);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server listens on no port");
  return { asked, url: `http://127.0.0.1:${address.port}` };
}

function answerWith(status: number, body: unknown, headers: Record<string, string> = {}) {
  return (_request: IncomingMessage, response: ServerResponse) =>
    void response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

describe("a task's alias", () => {
  test("is its own name", () => {
    expect(new LiteLLMClient().getTaskAlias("classification")).toBe("classification");
  });

  test("is refused where no task is called so, with the nearest names", () => {
    const client = new LiteLLMClient();
    expect(() => client.getTaskAlias("clasification")).toThrow(UnknownTaskError);
    expect(() => client.getTaskAlias("clasification")).toThrow(
      "No task is called `clasification`. Did you mean `classification`?",
    );
    expect(() => client.getTaskAlias("constructor")).toThrow(UnknownTaskError);
    const caught = catching(() => client.getTaskAlias("validation_primry"));
    expect(caught).toMatchObject({
      task: "validation_primry",
      nearest: ["validation_primary", "validation_secondary"],
    });
    expect(() => client.getTaskAlias("zzzzzzzz")).toThrow("The tasks are `classification`, `extraction`,");
  });

  test("of an older name stays as it is, and is told of once", () => {
    const notices: string[] = [];
    const client = new LiteLLMClient({ onNotice: (notice) => notices.push(notice) });
    expect(client.getTaskAlias("classification_premium")).toBe("classification_premium");
    expect(client.getTaskAlias("classification_premium")).toBe("classification_premium");
    expect(client.getTaskAlias("classification-primary")).toBe("classification-primary");
    expect(client.getTaskAlias("validation_primary_balanced")).toBe("validation_primary_balanced");
    expect(notices).toEqual([
      "`classification_premium` is an older name: call `classification`, which always means the profile in force",
      "`classification-primary` is an older name: call `classification`, which always means the profile in force",
      "`validation_primary_balanced` is an older name: call `validation_primary`, which always means the profile in force",
    ]);
  });

  test("is one of those that the project has", () => {
    const tasks = { tasks: ["summary"], legacyNames: { abstract: "summary" }, groups: { summary_cheap: "summary" } };
    const client = new LiteLLMClient({ tasks, onNotice: () => undefined });
    expect(client.getTaskAlias("summary")).toBe("summary");
    expect(client.getTaskAlias("abstract")).toBe("abstract");
    expect(client.getTaskAlias("summary_cheap")).toBe("summary_cheap");
    expect(() => client.getTaskAlias("summary_chaep")).toThrow(UnknownTaskError);
    expect(() => client.getTaskAlias("classification")).toThrow(UnknownTaskError);
  });

  test("warns by the process where nobody else listens", async () => {
    const warned = once(process, "warning");
    new LiteLLMClient().getTaskAlias("extraction_premium");
    expect((await warned)[0]).toMatchObject({
      name: "DeprecationWarning",
      message: expect.stringContaining("`extraction_premium` is an older name"),
    });
  });
});

describe("a completion", () => {
  test("asks for the task with the key, and says who has answered", async () => {
    const { url, asked } = await startProxy(answerWith(200, completion, answerer));
    const client = new LiteLLMClient({ baseUrl: `${url}/`, apiKey: "sk-app" });
    expect(await client.completeWithTaskType("classification", { messages, temperature: 0 })).toEqual({
      completion,
      deployment: "classification_premium--openai-gpt-4o-1a2b3c4d",
      group: "classification_premium",
    });
    expect(asked).toEqual([
      {
        url: "/v1/chat/completions",
        key: "Bearer sk-app",
        body: { model: "classification", messages, temperature: 0 },
      },
    ]);
  });

  test("names the group as the proxy does where the id is not ours, and null where it says nothing", async () => {
    const { url } = await startProxy(answerWith(200, completion, { ...answerer, "x-litellm-model-id": "by-hand" }));
    const said = await new LiteLLMClient({ baseUrl: url }).completeWithTaskType("classification", { messages });
    expect(said).toMatchObject({ deployment: "by-hand", group: "classification" });
    const silent = await startProxy(answerWith(200, completion));
    const unsaid = await new LiteLLMClient({ baseUrl: silent.url }).completeWithTaskType("classification", {
      messages,
    });
    expect(unsaid).toMatchObject({ deployment: null, group: null });
    expect(silent.asked[0]?.key).toBeUndefined();
  });

  test("of an unknown task is not sent", async () => {
    const { url, asked } = await startProxy(answerWith(200, completion));
    const client = new LiteLLMClient({ baseUrl: url });
    await expect(client.completeWithTaskType("nope", { messages })).rejects.toBeInstanceOf(UnknownTaskError);
    expect(asked).toEqual([]);
  });

  test.for([
    {
      status: 401,
      body: { error: { message: "No key", type: "auth_error" } },
      kind: AuthenticationError,
      retry: false,
    },
    {
      status: 400,
      body: { error: { message: "No db", type: "no_db_connection" } },
      kind: AuthenticationError,
      retry: false,
    },
    { status: 400, body: { error: { message: "Bad", type: null } }, kind: ProxyError, retry: false },
    { status: 500, body: "oops", kind: ProxyError, retry: true },
    { status: 503, body: { error: "down" }, kind: ProxyError, retry: true },
  ])("that is refused with $status $body is a typed error", async ({ status, body, kind, retry }) => {
    const { url } = await startProxy(answerWith(status, body));
    const failing = new LiteLLMClient({ baseUrl: url }).completeWithTaskType("classification", { messages });
    const error = await failing.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(kind);
    expect(error).toMatchObject({ status, isRetryable: retry });
  });

  test("that comes too often says how long to wait", async () => {
    const limited = await startProxy(answerWith(429, { error: { message: "Slow" } }, { "retry-after": "7" }));
    const failing = new LiteLLMClient({ baseUrl: limited.url }).completeWithTaskType("classification", { messages });
    const error = await failing.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ retryAfterSeconds: 7, isRetryable: true, message: "Slow" });
  });

  test("that takes too long is given up, and so is one that nobody waits for", async () => {
    const { url } = await startProxy(() => undefined);
    const client = new LiteLLMClient({ baseUrl: url, timeoutMilliseconds: 30 });
    await expect(client.completeWithTaskType("classification", { messages })).rejects.toBeInstanceOf(TimeoutError);
    const controller = new AbortController();
    const patient = client.completeWithTaskType(
      "classification",
      { messages },
      { signal: controller.signal, timeoutMilliseconds: 60_000 },
    );
    controller.abort();
    await expect(patient).rejects.toBeInstanceOf(AbortedError);
    await expect(
      client.completeWithTaskType("classification", { messages }, { signal: controller.signal }),
    ).rejects.toBeInstanceOf(AbortedError);
  });

  test("of a proxy that is not there can be tried again", async () => {
    const client = new LiteLLMClient({ baseUrl: "http://127.0.0.1:1" });
    const error = await client.completeWithTaskType("classification", { messages }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UnreachableError);
    expect(error).toMatchObject({ isRetryable: true });
  });
});

describe("a stream", () => {
  test("brings chunk after chunk, and says who answers", async () => {
    const { url, asked } = await startProxy((_request, response) => {
      response.writeHead(200, { "content-type": "text/event-stream", ...answerer });
      response.write(`: hello\r\n\r\n${event("hé").slice(0, 20)}`);
      response.write(event("hé").slice(20) + event("llo"));
      response.end("data: [DONE]\n\ndata: never\n\n");
    });
    const { completion: chunks, group } = await new LiteLLMClient({ baseUrl: url }).completeWithTaskType(
      "classification",
      { messages, stream: true },
    );
    const seen = [];
    for await (const each of chunks) seen.push(each.choices[0]?.delta.content);
    expect(seen).toEqual(["hé", "llo"]);
    expect(group).toBe("classification_premium");
    expect(asked[0]?.body["stream"]).toBe(true);
  });

  test("that stops in the middle is a typed error", async () => {
    const { url } = await startProxy((_request, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(event("a"), () => response.destroy());
    });
    const { completion: chunks } = await new LiteLLMClient({ baseUrl: url }).completeWithTaskType("classification", {
      messages,
      stream: true,
    });
    await expect(drain(chunks)).rejects.toBeInstanceOf(UnreachableError);
  });

  test("that falls silent is given up", async () => {
    const { url } = await startProxy((_request, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(event("a"));
    });
    const client = new LiteLLMClient({ baseUrl: url, timeoutMilliseconds: 200 });
    const { completion: chunks } = await client.completeWithTaskType("classification", { messages, stream: true });
    await expect(drain(chunks)).rejects.toBeInstanceOf(TimeoutError);
  });

  test("whose reader leaves is ended", async () => {
    let isClosed!: () => void;
    const closed = new Promise<void>((resolve) => (isClosed = resolve));
    const { url } = await startProxy((_request, response) => {
      response.once("close", isClosed);
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(event("a") + event("b"));
    });
    const { completion: chunks } = await new LiteLLMClient({ baseUrl: url }).completeWithTaskType("classification", {
      messages,
      stream: true,
    });
    const seen = [];
    for await (const each of chunks) {
      seen.push(each);
      break;
    }
    await closed;
    expect(seen).toEqual([chunk("a")]);
  });
});

describe("the settings", () => {
  afterEach(() => vi.unstubAllEnvs());

  test("come from the environment, and are this machine's without", async () => {
    const urls: string[] = [];
    const keys: (string | null)[] = [];
    const fetch = async (url: string | URL | Request, init?: RequestInit) => {
      const request = new Request(url, init);
      urls.push(request.url);
      keys.push(request.headers.get("authorization"));
      return Response.json(completion);
    };
    vi.stubEnv("LITELLM_URL", "");
    vi.stubEnv("LITELLM_API_KEY", "");
    await new LiteLLMClient({ fetch }).completeWithTaskType("classification", { messages });
    vi.stubEnv("LITELLM_URL", "https://proxy.example/litellm");
    vi.stubEnv("LITELLM_API_KEY", "sk-env");
    await new LiteLLMClient({ fetch }).completeWithTaskType("classification", { messages });
    expect(urls).toEqual([
      "http://localhost:4000/v1/chat/completions",
      "https://proxy.example/litellm/v1/chat/completions",
    ]);
    expect(keys).toEqual([null, "Bearer sk-env"]);
  });
});

function chunk(content: string) {
  return { id: "c1", choices: [{ index: 0, delta: { content } }] };
}

function event(content: string): string {
  return `data: ${JSON.stringify(chunk(content))}\n\n`;
}

async function drain(chunks: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const _ of chunks) count += 1;
  return count;
}

function catching(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
