import { isJsonObject, type Json, type JsonObject } from "../../domain/json.ts";
import type { ProbeAnswer, ProbedMode, ProbeQuestion } from "../../domain/probe.ts";
import { maskSecrets } from "../../domain/secret.ts";
import type { Answer } from "../ask-server.ts";

const word = "Answer with the word OK.";

/** No limit of tokens: some models refuse a small one, and would look dead. */
const calls: Readonly<Record<ProbedMode, { readonly path: string; readonly content: JsonObject }>> = {
  chat: { path: "v1/chat/completions", content: { messages: [{ role: "user", content: word }] } },
  embedding: { path: "v1/embeddings", content: { input: word } },
};

/** The call that LiteLLM answers from the group alone: from no cache, by no fallback, at the first try. */
export function callFor({ group, mode }: ProbeQuestion): { readonly path: string; readonly body: JsonObject } {
  const { path, content } = calls[mode];
  const alone = { cache: { "no-cache": true }, disable_fallbacks: true, num_retries: 0 };
  return { path, body: { model: group, ...content, ...alone } };
}

const longest = 200;

/** What an answer to such a call says of the group. */
export function judgeCall({ status, text }: Answer): ProbeAnswer {
  if (status === 200) return { answers: true };
  const [line = ""] = maskSecrets(messageIn(text)).split("\n");
  const words = line.length > longest ? `${line.slice(0, longest)}…` : line;
  return { answers: false, seen: words === "" ? `status ${status}` : `status ${status}, ${words}` };
}

/** LiteLLM's own words where there are any. */
function messageIn(text: string): string {
  try {
    const body: Json = JSON.parse(text);
    const error = isJsonObject(body) ? body["error"] : undefined;
    const message = isJsonObject(error) ? error["message"] : undefined;
    return typeof message === "string" ? message : "";
  } catch {
    return "";
  }
}
