/** Whatever goes wrong with a call. */
export class LiteLLMClientError extends Error {
  override readonly name: string = "LiteLLMClientError";
  /** Whether the same call may succeed later. */
  readonly isRetryable: boolean = false;
}

/** No task is called so; nothing was sent. */
export class UnknownTaskError extends LiteLLMClientError {
  override readonly name = "UnknownTaskError";
  readonly task: string;
  /** Tasks that may have been meant, the nearest first. */
  readonly nearest: readonly string[];

  constructor(task: string, nearest: readonly string[], known: readonly string[]) {
    const hint = nearest.length > 0 ? `Did you mean ${quote(nearest)}?` : `The tasks are ${quote(known)}`;
    super(`No task is called \`${task}\`. ${hint}`);
    this.task = task;
    this.nearest = nearest;
  }
}

function quote(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}

/** The proxy did not answer within the time that was given. */
export class TimeoutError extends LiteLLMClientError {
  override readonly name = "TimeoutError";
  override readonly isRetryable = true;
}

/** The caller gave up. */
export class AbortedError extends LiteLLMClientError {
  override readonly name = "AbortedError";
}

/** The proxy cannot be reached, or its answer ended early. */
export class UnreachableError extends LiteLLMClientError {
  override readonly name = "UnreachableError";
  override readonly isRetryable = true;
}

/** The proxy refused. */
export class ProxyError extends LiteLLMClientError {
  override readonly name: string = "ProxyError";
  override readonly isRetryable: boolean;
  /** HTTP status. */
  readonly status: number;
  /** LiteLLM's own word for it; null where it has none. */
  readonly type: string | null;

  constructor(status: number, { message, type }: { readonly message: string; readonly type: string | null }) {
    super(message);
    this.status = status;
    this.type = type;
    this.isRetryable = status === 429 || status >= 500;
  }
}

/** The proxy lets nobody in with this key. */
export class AuthenticationError extends ProxyError {
  override readonly name = "AuthenticationError";
}

/** Too many calls. */
export class RateLimitError extends ProxyError {
  override readonly name = "RateLimitError";
  /** Seconds that the proxy asks to wait; null where it does not say. */
  readonly retryAfterSeconds: number | null;

  constructor(
    status: number,
    said: { readonly message: string; readonly type: string | null },
    retryAfter: string | null,
  ) {
    super(status, said);
    this.retryAfterSeconds = retryAfter !== null && /^\d+$/.test(retryAfter) ? Number(retryAfter) : null;
  }
}
