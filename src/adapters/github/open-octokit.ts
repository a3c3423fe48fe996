import type { Octokit } from "@octokit/rest";

/** Who asks GitHub: a token, or an App, installed where its repositories are. */
export type GitHubCredentials =
  | { readonly token: string }
  | { readonly appId: string; readonly privateKey: string; readonly installationId: string };

export interface OctokitPlace {
  readonly apiUrl: string;
  readonly credentials: GitHubCredentials;
  /** Milliseconds that one answer may take; 20 s unless told. */
  readonly withinMilliseconds?: number;
  /** Makes calls as fast as they come, and is told of rate limits instead of keeping them. */
  readonly isHurried?: boolean;
  /** What a second of waiting before another attempt lasts, in milliseconds; 1000 unless told. */
  readonly secondMilliseconds?: number;
}

/** The longest that a rate limit is waited for; beyond it, whoever asked is told. */
const patienceSeconds = 20;

/** What another attempt does not change. */
const final = [400, 401, 403, 404, 405, 409, 410, 422, 429, 451];

/** GitHub's own client, with retries and rate limits kept. Loaded only where GitHub is asked. */
export async function openOctokit(place: OctokitPlace): Promise<Octokit> {
  const { apiUrl, credentials, withinMilliseconds = 20_000, isHurried = false, secondMilliseconds = 1000 } = place;
  const [{ Octokit: Plain }, { retry }, { throttling }, auth] = await Promise.all([
    import("@octokit/rest"),
    import("@octokit/plugin-retry"),
    import("@octokit/plugin-throttling"),
    authOf(credentials),
  ]);
  return new (Plain.plugin(retry, throttling))({
    ...auth,
    baseUrl: apiUrl,
    userAgent: "litellm-profiles",
    log: { debug: silent, info: silent, warn: silent, error: silent },
    request: { fetch: fetchWithin(withinMilliseconds) },
    retry: { doNotRetry: final, retries: 2, retryAfterBaseValue: secondMilliseconds },
    throttle: {
      enabled: !isHurried,
      retryAfterBaseValue: secondMilliseconds,
      onRateLimit: waitsFor,
      onSecondaryRateLimit: waitsFor,
    },
  });
}

/** A short limit is waited for, twice. */
function waitsFor(seconds: number, _options: object, _octokit: object, attempts: number): boolean {
  return seconds <= patienceSeconds && attempts < 2;
}

async function authOf(credentials: GitHubCredentials): Promise<object> {
  if ("token" in credentials) return { auth: credentials.token };
  const { createAppAuth } = await import("@octokit/auth-app");
  return { authStrategy: createAppAuth, auth: credentials };
}

/** An answer that does not come is one that got lost. */
function fetchWithin(milliseconds: number): typeof fetch {
  return (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(milliseconds) });
}

function silent(): void {
  // The operation says what matters.
}
