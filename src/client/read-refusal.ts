import { AuthenticationError, ProxyError, RateLimitError } from "./errors.ts";

/** What a refusal of the proxy means. */
export async function readRefusal(response: Response): Promise<ProxyError> {
  const { status, headers } = response;
  const said = readBody(await response.text().catch(() => ""), status);
  if (status === 429) return new RateLimitError(status, said, headers.get("retry-after"));
  // Without a database LiteLLM answers a wrong key with 400.
  const isKeyRefused = status === 401 || status === 403 || (status === 400 && said.type === "no_db_connection");
  return isKeyRefused ? new AuthenticationError(status, said) : new ProxyError(status, said);
}

function readBody(text: string, status: number): { message: string; type: string | null } {
  const plain = { message: `The proxy answered with status ${status}`, type: null };
  try {
    const body: unknown = JSON.parse(text);
    const error = partOf(body, "error");
    const message = partOf(error, "message");
    const type = partOf(error, "type");
    return {
      message: typeof message === "string" ? message : plain.message,
      type: typeof type === "string" ? type : null,
    };
  } catch {
    return plain;
  }
}

function partOf(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.entries(value).find(([name]) => name === key)?.[1];
}
