/** A message of a chat, in OpenAI's form. */
export interface ChatMessage {
  readonly role: "system" | "user" | "assistant" | "tool" | "developer";
  readonly content: unknown;
  readonly [key: string]: unknown;
}

/** What is asked; everything but the model, which is the task. */
export interface ChatRequest {
  readonly messages: readonly ChatMessage[];
  readonly [key: string]: unknown;
}

/** An answer in OpenAI's form. */
export interface ChatCompletion {
  readonly id: string;
  readonly model: string;
  readonly choices: readonly {
    readonly index: number;
    readonly message: { readonly role: string; readonly content: string | null; readonly [key: string]: unknown };
    readonly finish_reason: string | null;
  }[];
  readonly [key: string]: unknown;
}

/** A part of an answer that is streamed. */
export interface ChatChunk {
  readonly id: string;
  readonly choices: readonly {
    readonly index: number;
    readonly delta: { readonly content?: string | null; readonly [key: string]: unknown };
    readonly finish_reason?: string | null;
  }[];
  readonly [key: string]: unknown;
}

/** Who has answered. */
export interface Answerer {
  /** Id of the deployment; null where the proxy does not say. */
  readonly deployment: string | null;
  /** The group that the task stood for; null where the proxy does not say. */
  readonly group: string | null;
}

export interface Completed extends Answerer {
  readonly completion: ChatCompletion;
}

/** The chunks arrive one by one; a failure in the middle is thrown by the loop that reads them. */
export interface Streamed extends Answerer {
  readonly completion: AsyncIterable<ChatChunk>;
}

/** As the proxy's headers say. An id that this tool has made begins with the group's name. */
export function readAnswerer(headers: Pick<Headers, "get">): Answerer {
  const deployment = headers.get("x-litellm-model-id");
  const [, group] = /^(.+)--[a-z0-9.-]+-[0-9a-f]{8}$/.exec(deployment ?? "") ?? [];
  return { deployment, group: group ?? headers.get("x-litellm-model-group") };
}
