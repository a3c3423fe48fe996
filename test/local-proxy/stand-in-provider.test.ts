import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startStandInProvider, type StandInProvider } from "../../src/local-proxy/stand-in-provider.ts";

let provider: StandInProvider;
beforeAll(async () => {
  provider = await startStandInProvider();
});
afterAll(() => provider.close());

async function ask(path: string, body: unknown) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const response = await fetch(`${provider.url}${path}`, { method: "POST", body: text });
  return { status: response.status, type: response.headers.get("content-type"), text: await response.text() };
}

async function askJson(path: string, body: unknown): Promise<unknown> {
  const { status, text } = await ask(path, body);
  expect(status).toBe(200);
  return JSON.parse(text);
}

/** The JSON of every event of a stream, in order. */
async function askStream(path: string, body: unknown): Promise<unknown[]> {
  const { type, text } = await ask(path, body);
  expect(type).toBe("text/event-stream");
  const data = text.split("\n").filter((line) => line.startsWith("data: {"));
  return data.map((line): unknown => JSON.parse(line.slice(6)));
}

const messages = [
  { role: "user", content: "first" },
  { role: "assistant", content: "said" },
  { role: "user", content: "hello" },
];

describe("as OpenAI", () => {
  test("answers a chat", async () => {
    expect(await askJson("/v1/chat/completions", { model: "gpt-4o", messages })).toEqual({
      id: "chatcmpl-stand-in",
      object: "chat.completion",
      created: 1,
      model: "gpt-4o",
      choices: [
        {
          index: 0,
          message: { role: "assistant", content: "gpt-4o answers: hello" },
          finish_reason: "stop",
          logprobs: null,
        },
      ],
      usage: { prompt_tokens: 2, completion_tokens: 6, total_tokens: 8 },
    });
  });

  test("streams a chat, with usage where it is asked for", async () => {
    const body = { model: "gpt-4o", messages, stream: true };
    const chunks = await askStream("/v1/chat/completions", body);
    expect(chunks).toMatchObject([
      { choices: [{ delta: { role: "assistant", content: "gpt-4o " } }] },
      { choices: [{ delta: { content: "answers: hello" } }] },
      { choices: [{ delta: {}, finish_reason: "stop" }] },
    ]);
    const withUsage = await askStream("/v1/chat/completions", { ...body, stream_options: { include_usage: true } });
    expect(withUsage.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: 8 } });
    expect((await ask("/v1/chat/completions", body)).text.endsWith("data: [DONE]\n\n")).toBe(true);
  });

  test("reads a content in parts, and one that is missing", async () => {
    const parts = [{ type: "text", text: "look " }, { type: "image_url" }, { type: "text", text: "here" }];
    const answer = await askJson("/v1/chat/completions", { model: "o3", messages: [{ role: "user", content: parts }] });
    expect(answer).toMatchObject({ choices: [{ message: { content: "o3 answers: look here" } }] });
    expect(await askJson("/v1/chat/completions", {})).toMatchObject({ model: "unknown" });
  });

  test.each([
    { name: "one text", body: { input: "a" }, count: 1, size: 1536 },
    { name: "two texts of a size", body: { input: ["a", "b"], dimensions: 256 }, count: 2, size: 256 },
    { name: "a large model", body: { model: "text-embedding-3-large", input: "a" }, count: 1, size: 3072 },
  ])("embeds $name", async ({ body, count, size }) => {
    const answer = await askJson("/v1/embeddings", { model: "text-embedding-3-small", ...body });
    const vectors = Array.from({ length: count }, (_, index) => ({ index, embedding: { length: size } }));
    expect(answer).toMatchObject({ object: "list", data: vectors });
  });

  test("embeds in base64", async () => {
    const answer = await askJson("/v1/embeddings", {
      model: "m",
      input: "a",
      dimensions: 4,
      encoding_format: "base64",
    });
    expect(answer).toMatchObject({ data: [{ embedding: "AAAAPwAAAD8AAAA/AAAAPw==" }] });
  });
});

describe("as Anthropic", () => {
  test("answers a message", async () => {
    expect(await askJson("/v1/messages", { model: "claude-opus-4-6", messages })).toEqual({
      id: "msg_stand_in",
      type: "message",
      role: "assistant",
      model: "claude-opus-4-6",
      content: [{ type: "text", text: "claude-opus-4-6 answers: hello" }],
      stop_reason: "end_turn",
      stop_sequence: null,
      usage: { input_tokens: 2, output_tokens: 8 },
    });
  });

  test("streams a message", async () => {
    const events = await askStream("/v1/messages", { model: "claude-opus-4-6", messages, stream: true });
    expect(events).toMatchObject([
      { type: "message_start", message: { content: [], stop_reason: null } },
      { type: "content_block_start" },
      { type: "content_block_delta", delta: { text: "claude-opus-4-6 " } },
      { type: "content_block_delta", delta: { text: "answers: hello" } },
      { type: "content_block_stop" },
      { type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { output_tokens: 8 } },
      { type: "message_stop" },
    ]);
  });
});

describe("as Gemini", () => {
  const body = { contents: [{ role: "user", parts: [{ text: "hello" }] }] };

  test("answers", async () => {
    expect(await askJson("/v1beta/models/gemini-2.5-pro:generateContent?key=x", body)).toEqual({
      candidates: [
        {
          index: 0,
          content: { role: "model", parts: [{ text: "gemini-2.5-pro answers: hello" }] },
          finishReason: "STOP",
        },
      ],
      usageMetadata: { promptTokenCount: 2, candidatesTokenCount: 8, totalTokenCount: 10 },
      modelVersion: "gemini-2.5-pro",
    });
  });

  test("streams", async () => {
    const events = await askStream("/models/gemini-2.5-pro:streamGenerateContent?alt=sse", body);
    expect(events).toMatchObject([
      { candidates: [{ content: { parts: [{ text: "gemini-2.5-pro " }] } }] },
      { candidates: [{ content: { parts: [{ text: "answers: hello" }] }, finishReason: "STOP" }] },
    ]);
  });
});

describe("as any of them", () => {
  test.each([
    { path: "/v1/chat/completions", body: { model: "broken" }, error: { type: "rate_limit_error" } },
    { path: "/v1/messages", body: { model: "broken" }, error: { type: "rate_limit_error" } },
    { path: "/models/broken:generateContent", body: {}, error: { status: "RESOURCE_EXHAUSTED" } },
  ])("fails a model on demand: $path", async ({ path, body, error }) => {
    provider.fail("broken", 429);
    const refused = await ask(path, body);
    expect(refused.status).toBe(429);
    expect(JSON.parse(refused.text)).toMatchObject({ error });
    provider.fail("broken", 503);
    expect((await ask(path, body)).status).toBe(503);
    provider.fail("broken", 200);
    expect((await ask(path, body)).status).toBe(200);
  });

  test("keeps what it was asked", async () => {
    await ask("/v1/messages", { model: "claude-haiku-4-5", max_tokens: 5 });
    const { requests } = provider;
    expect(requests.at(-1)).toEqual({
      provider: "anthropic",
      path: "/v1/messages",
      model: "claude-haiku-4-5",
      body: { model: "claude-haiku-4-5", max_tokens: 5 },
    });
  });

  test.each([
    { name: "an address of no API", path: "/v1/audio", body: "{}" },
    { name: "a body that is no JSON", path: "/v1/messages", body: "{" },
    { name: "a body that is no object", path: "/v1/messages", body: "[]" },
  ])("answers 404 to $name", async ({ path, body }) => {
    expect((await ask(path, body)).status).toBe(404);
  });
});
