/** A completion to ask for. */
export interface ChatRequest {
  /** Alias or group. */
  readonly model: string;
  readonly prompt: string;
  readonly stream: boolean;
}

/** What came back; moments are those of `performance.now()`. */
export interface ChatAnswer {
  readonly alias: string;
  readonly sent: number;
  readonly received: number;
  /** 0 where there was no answer at all. */
  readonly status: number;
  /** The model that the stand-in provider says it was asked for; undefined where it says nothing. */
  readonly model: string | undefined;
  /** `model_info.id` of the deployment that LiteLLM says it chose. */
  readonly id: string | null;
  /** The start of an answer that is none. */
  readonly error?: string;
}

/** Asks LiteLLM for a completion. Never throws: a failure is an answer too. */
export async function chat(
  { url, key }: { readonly url: string; readonly key: string },
  { model: alias, prompt, stream }: ChatRequest,
): Promise<ChatAnswer> {
  const sent = performance.now();
  try {
    const response = await fetch(`${url}/v1/chat/completions`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify({ model: alias, stream, messages: [{ role: "user", content: prompt }] }),
      signal: AbortSignal.timeout(60_000),
    });
    const text = await response.text();
    const received = performance.now();
    const model = response.ok ? modelIn(stream ? joinEvents(text) : contentOf(text)) : undefined;
    const { status, headers } = response;
    const error = model === undefined ? { error: text.slice(0, 300) } : {};
    return { alias, sent, received, status, model, id: headers.get("x-litellm-model-id"), ...error };
  } catch (error) {
    return { alias, sent, received: performance.now(), status: 0, model: undefined, id: null, error: String(error) };
  }
}

interface Completion {
  readonly choices: readonly {
    readonly message?: { readonly content?: string | null };
    readonly delta?: { readonly content?: string | null };
  }[];
}

function contentOf(text: string): string {
  const { choices }: Completion = JSON.parse(text);
  return choices[0]?.message?.content ?? "";
}

function joinEvents(text: string): string {
  const events = text.split("\n").filter((line) => line.startsWith("data: {"));
  const pieces = events.map((line) => {
    const { choices }: Completion = JSON.parse(line.slice("data: ".length));
    return choices[0]?.delta?.content ?? "";
  });
  return pieces.join("");
}

/** The stand-in answers `MODEL answers: …`. */
function modelIn(content: string): string | undefined {
  return /^(\S+) answers: /.exec(content)?.[1];
}
