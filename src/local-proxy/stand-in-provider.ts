import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Json, JsonObject } from "../domain/json.ts";
import { anthropicMessages } from "./wire-formats/anthropic-messages.ts";
import { geminiContent } from "./wire-formats/gemini-content.ts";
import { openAiChat } from "./wire-formats/openai-chat.ts";
import { openAiEmbeddings } from "./wire-formats/openai-embeddings.ts";
import { isObject, type Answer, type Question, type WireFormat } from "./wire-formats/wire-format.ts";

/** A request that the stand-in got. */
export interface ProviderRequest {
  /** The API that was spoken: `openai`, `anthropic`, `gemini`. */
  readonly provider: string;
  readonly path: string;
  readonly model: string;
  readonly body: JsonObject;
}

/** A server on this machine that answers as OpenAI, Anthropic and Gemini do, saying which model it was asked for. */
export interface StandInProvider {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** Everything that was asked, oldest first. */
  readonly requests: readonly ProviderRequest[];
  /** From now on the model answers with this HTTP status; 200 heals it. */
  fail(model: string, status: number): void;
  close(): Promise<void>;
}

const formats: readonly WireFormat[] = [openAiChat, openAiEmbeddings, anthropicMessages, geminiContent];

/** Starts a stand-in on a free port of the loopback address. */
export async function startStandInProvider(): Promise<StandInProvider> {
  const requests: ProviderRequest[] = [];
  const failing = new Map<string, number>();
  const server = createServer((request, response) => {
    respond(request, response, { requests, failing }).catch((error: unknown) => response.destroy(asError(error)));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("A TCP server has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    fail: (model, status) => void failing.set(model, status),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

interface State {
  readonly requests: ProviderRequest[];
  readonly failing: ReadonlyMap<string, number>;
}

async function respond(request: IncomingMessage, response: ServerResponse, state: State): Promise<void> {
  const path = new URL(request.url ?? "/", "http://stand-in").pathname;
  const body = parseBody(await readBody(request));
  const asked = body === undefined ? undefined : readQuestion(path, body);
  if (asked === undefined) return sendJson(response, 404, { error: { message: `The stand-in knows no ${path}` } });
  const { format, question } = asked;
  state.requests.push({ provider: format.name, path, model: question.model, body: question.body });
  const status = state.failing.get(question.model) ?? 200;
  if (status !== 200) return sendJson(response, status, format.failure(status, `${question.model} fails, as told`));
  const answer = answerTo(question);
  if (!question.stream) return sendJson(response, 200, format.answer(answer));
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (const text of format.events(answer)) response.write(text);
  response.end();
}

function readQuestion(path: string, body: JsonObject): { format: WireFormat; question: Question } | undefined {
  for (const format of formats) {
    const question = format.read(path, body);
    if (question !== undefined) return { format, question };
  }
  return undefined;
}

function answerTo(question: Question): Answer {
  const text = `${question.model} answers: ${question.text.slice(0, 200)}`;
  return { question, text, inputTokens: countTokens(question.text), outputTokens: countTokens(text) };
}

/** About four characters make a token; never 0, as no provider charges nothing. */
function countTokens(text: string): number {
  return Math.ceil((text.length + 1) / 4);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

function parseBody(text: string): JsonObject | undefined {
  try {
    const value: Json = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function sendJson(response: ServerResponse, status: number, value: JsonObject): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(value));
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
