import type { Json, JsonObject } from "../../domain/json.ts";
import { type Answer, event, isObject, lastOfUser, modelOf, piecesOf, textOf, type WireFormat } from "./wire-format.ts";

/** OpenAI's `POST /v1/chat/completions`. */
export const openAiChat: WireFormat = {
  name: "openai",

  read(path, body) {
    if (!path.endsWith("/chat/completions")) return undefined;
    const text = textOf(lastOfUser(body["messages"])["content"]);
    return { model: modelOf(body), text, stream: body["stream"] === true, body };
  },

  answer(answer) {
    const message = { role: "assistant", content: answer.text };
    const choices = [{ index: 0, message, finish_reason: "stop", logprobs: null }];
    return { ...head(answer, "chat.completion"), choices, usage: usage(answer) };
  },

  events(answer) {
    const chunk = (delta: JsonObject, finish_reason: string | null) =>
      event({ ...head(answer, "chat.completion.chunk"), choices: [{ index: 0, delta, finish_reason }] });
    const options = answer.question.body["stream_options"];
    const withUsage = isObject(options) && options["include_usage"] === true;
    return [
      ...piecesOf(answer.text).map((content) => chunk({ role: "assistant", content }, null)),
      chunk({}, "stop"),
      ...(withUsage ? [event({ ...head(answer, "chat.completion.chunk"), choices: [], usage: usage(answer) })] : []),
      "data: [DONE]\n\n",
    ];
  },

  failure: openAiFailure,
};

/** OpenAI's form of an error. */
export function openAiFailure(status: number, message: string): JsonObject {
  return { error: { message, type: status === 429 ? "rate_limit_error" : "server_error", param: null, code: null } };
}

function head({ question }: Answer, object: string): Record<string, Json> {
  return { id: "chatcmpl-stand-in", object, created: 1, model: question.model };
}

function usage({ inputTokens, outputTokens }: Answer): JsonObject {
  return { prompt_tokens: inputTokens, completion_tokens: outputTokens, total_tokens: inputTokens + outputTokens };
}
