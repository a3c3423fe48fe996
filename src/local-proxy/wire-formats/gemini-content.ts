import type { JsonObject } from "../../domain/json.ts";
import { type Answer, event, lastOfUser, piecesOf, textOf, type WireFormat } from "./wire-format.ts";

/** Gemini's `POST …/models/MODEL:generateContent` and `…:streamGenerateContent`. */
export const geminiContent: WireFormat = {
  name: "gemini",

  read(path, body) {
    const match = /\/(?:models\/)?([^/:]+):(generateContent|streamGenerateContent)$/.exec(path);
    if (!match) return undefined;
    const [, model = "", method] = match;
    const text = textOf(lastOfUser(body["contents"])["parts"]);
    return { model: decodeURIComponent(model), text, stream: method === "streamGenerateContent", body };
  },

  answer(answer) {
    return part(answer, answer.text, "STOP");
  },

  events(answer) {
    const [first, rest] = piecesOf(answer.text);
    return [event(part(answer, first, null)), event(part(answer, rest, "STOP"))];
  },

  failure(status, message) {
    return { error: { code: status, message, status: status === 429 ? "RESOURCE_EXHAUSTED" : "UNAVAILABLE" } };
  },
};

function part({ question, inputTokens, outputTokens }: Answer, text: string, finishReason: string | null): JsonObject {
  return {
    candidates: [
      { index: 0, content: { role: "model", parts: [{ text }] }, ...(finishReason !== null && { finishReason }) },
    ],
    usageMetadata: {
      promptTokenCount: inputTokens,
      candidatesTokenCount: outputTokens,
      totalTokenCount: inputTokens + outputTokens,
    },
    modelVersion: question.model,
  };
}
