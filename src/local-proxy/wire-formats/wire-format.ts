import type { Json, JsonObject } from "../../domain/json.ts";

/** What a request asks for, read from its address and body. */
export interface Question {
  readonly model: string;
  /** The last thing that the user said. */
  readonly text: string;
  readonly stream: boolean;
  readonly body: JsonObject;
}

/** What the stand-in says, before it is put into a provider's own form. */
export interface Answer {
  readonly question: Question;
  readonly text: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** How one provider's API asks and answers. */
export interface WireFormat {
  readonly name: string;
  /** The question in a request; undefined where the address belongs to another format. */
  read(path: string, body: JsonObject): Question | undefined;
  answer(answer: Answer): JsonObject;
  /** The server-sent events of a streamed answer, each as it stands on the wire. */
  events(answer: Answer): readonly string[];
  failure(status: number, message: string): JsonObject;
}

export function modelOf(body: JsonObject): string {
  return typeof body["model"] === "string" ? body["model"] : "unknown";
}

/** Text of a content that is either plain text or a list of parts, as all three APIs have it. */
export function textOf(content: Json | undefined): string {
  if (typeof content === "string") return content;
  if (!isList(content)) return "";
  return content.map((part) => (isObject(part) && typeof part["text"] === "string" ? part["text"] : "")).join("");
}

/** The last entry of a list of messages or contents that the user wrote. */
export function lastOfUser(entries: Json | undefined): JsonObject {
  if (!isList(entries)) return {};
  return entries.filter(isObject).findLast((entry) => (entry["role"] ?? "user") === "user") ?? {};
}

/** Two pieces, so that a stream is seen to be one. */
export function piecesOf(text: string): readonly [string, string] {
  const middle = text.indexOf(" ") + 1;
  return [text.slice(0, middle), text.slice(middle)];
}

export function event(data: Json, name?: string): string {
  return `${name === undefined ? "" : `event: ${name}\n`}data: ${JSON.stringify(data)}\n\n`;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
