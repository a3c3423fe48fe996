import type { JsonObject } from "../../domain/json.ts";
import { type Answer, event, lastOfUser, modelOf, piecesOf, textOf, type WireFormat } from "./wire-format.ts";

/** Anthropic's `POST /v1/messages`. */
export const anthropicMessages: WireFormat = {
  name: "anthropic",

  read(path, body) {
    if (!path.endsWith("/messages")) return undefined;
    const text = textOf(lastOfUser(body["messages"])["content"]);
    return { model: modelOf(body), text, stream: body["stream"] === true, body };
  },

  answer(answer) {
    return { ...message(answer), content: [{ type: "text", text: answer.text }], stop_reason: "end_turn" };
  },

  events(answer) {
    return [
      named("message_start", { message: { ...message(answer), content: [], stop_reason: null } }),
      named("content_block_start", { index: 0, content_block: { type: "text", text: "" } }),
      ...piecesOf(answer.text).map((text) =>
        named("content_block_delta", { index: 0, delta: { type: "text_delta", text } }),
      ),
      named("content_block_stop", { index: 0 }),
      named("message_delta", {
        delta: { stop_reason: "end_turn", stop_sequence: null },
        usage: { output_tokens: answer.outputTokens },
      }),
      named("message_stop", {}),
    ];
  },

  failure(status, text) {
    return { type: "error", error: { type: status === 429 ? "rate_limit_error" : "api_error", message: text } };
  },
};

function message({ question, inputTokens, outputTokens }: Answer): JsonObject {
  const usage = { input_tokens: inputTokens, output_tokens: outputTokens };
  return { id: "msg_stand_in", type: "message", role: "assistant", model: question.model, stop_sequence: null, usage };
}

/** Anthropic's events say their type twice. */
function named(type: string, data: JsonObject): string {
  return event({ type, ...data }, type);
}
