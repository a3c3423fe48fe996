import { openAiFailure } from "./openai-chat.ts";
import { modelOf, textOf, type WireFormat } from "./wire-format.ts";

/** Vector sizes of OpenAI's models, where the request names none. */
const sizes: Readonly<Record<string, number>> = { "text-embedding-3-large": 3072 };
const usualSize = 1536;

/** OpenAI's `POST /v1/embeddings`; the vectors mean nothing. */
export const openAiEmbeddings: WireFormat = {
  name: "openai",

  read(path, body) {
    if (!path.endsWith("/embeddings")) return undefined;
    const input = body["input"];
    return { model: modelOf(body), text: textOf(input), stream: false, body };
  },

  answer({ question: { body, model }, inputTokens }) {
    const count = Array.isArray(body["input"]) ? body["input"].length : 1;
    const size = typeof body["dimensions"] === "number" ? body["dimensions"] : (sizes[model] ?? usualSize);
    const embedding = body["encoding_format"] === "base64" ? inBase64(vector(size)) : vector(size);
    return {
      object: "list",
      model,
      data: Array.from({ length: count }, (_, index) => ({ object: "embedding", index, embedding })),
      usage: { prompt_tokens: inputTokens, total_tokens: inputTokens },
    };
  },

  events: () => [],

  failure: openAiFailure,
};

/** A vector of length 1. */
function vector(size: number): number[] {
  return Array.from({ length: size }, () => 1 / Math.sqrt(size));
}

function inBase64(numbers: readonly number[]): string {
  return Buffer.from(new Float32Array(numbers).buffer).toString("base64");
}
