export type { ChatChunk, ChatCompletion, ChatMessage, ChatRequest, Completed, Streamed } from "./chat.ts";
export {
  AbortedError,
  AuthenticationError,
  LiteLLMClientError,
  ProxyError,
  RateLimitError,
  TimeoutError,
  UnknownTaskError,
  UnreachableError,
} from "./errors.ts";
export { LiteLLMClient, type CallOptions, type LiteLLMClientOptions } from "./litellm-client.ts";
export type { TaskList } from "./task-list.ts";
