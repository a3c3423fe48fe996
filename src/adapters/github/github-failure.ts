import { Failure } from "../../domain/failure.ts";
import { maskSecrets } from "../../domain/secret.ts";

/** What of a refused request says why; the shape of Octokit's `RequestError`. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
}

/** Undefined for what is no answer of GitHub's: that is a defect, and crashes. */
export function readRefusal(error: unknown): Refusal | undefined {
  if (!(error instanceof Error) || !("status" in error) || typeof error.status !== "number") return undefined;
  return { status: error.status, message: error.message, headers: headersOf(error) };
}

/** A refusal in the words of the port. `what` is what was asked: `pull request 7`, `repository \`acme/models\``. */
export function toFailure(refusal: Refusal, what: string, cause: unknown): Failure {
  const { status } = refusal;
  if (isLimited(refusal)) return limited(refusal, cause);
  if (status >= 500) return unreachable(refusal, cause);
  if (status === 401) {
    return new Failure(
      "forge-denied",
      "GitHub does not take the token",
      "Set `GITHUB_TOKEN` to one that is valid, or the variables of a GitHub App",
      { cause },
    );
  }
  if (status === 403 || status === 404) {
    return new Failure(
      "forge-denied",
      `GitHub lets this token not at ${what}${status === 403 ? `: ${gistOf(refusal)}` : ""}`,
      "Give it `contents`, `pull requests` and `commit statuses` of that repository, to read and write",
      { cause },
    );
  }
  return new Failure("forge-refused", `GitHub refuses ${what}: ${gistOf(refusal)}`, "Settle what it names", { cause });
}

/** Seconds that GitHub wants to be left alone; undefined where it does not say. */
function waitOf({ headers }: Pick<Refusal, "headers">, nowMilliseconds: number): number | undefined {
  const after = Number(headers["retry-after"] ?? Number.NaN);
  if (Number.isFinite(after)) return Math.max(0, after);
  const reset = Number(headers["x-ratelimit-reset"] ?? Number.NaN);
  return Number.isFinite(reset) ? Math.max(0, Math.ceil(reset - nowMilliseconds / 1000)) : undefined;
}

/** Whether it says that somebody asked too often; a 403 may mean this as well. */
export function isLimited({ status, message, headers }: Refusal): boolean {
  if (status !== 403 && status !== 429) return false;
  const spent = String(headers["x-ratelimit-remaining"]) === "0";
  return status === 429 || spent || headers["retry-after"] !== undefined || /rate limit/i.test(message);
}

function limited(refusal: Refusal, cause: unknown): Failure {
  const seconds = waitOf(refusal, Date.now());
  const when = seconds === undefined ? "in a few minutes" : `in ${seconds} s`;
  return new Failure(
    "forge-limited",
    "GitHub was asked too often with this token",
    `The same command again ${when} finishes what is missing`,
    { cause },
  );
}

function unreachable(refusal: Refusal, cause: unknown): Failure {
  return new Failure(
    "forge-unreachable",
    `GitHub does not answer: ${gistOf(refusal)}`,
    "The same command again finishes what is missing",
    { cause },
  );
}

/** GitHub's own words on one line, without a link to its documentation and without anything secret. */
function gistOf({ message }: Refusal): string {
  const words = message.replace(/ - https?:\/\/\S+$/, "").replaceAll(/[\s\p{Cc}\p{Bidi_Control}]+/gu, " ");
  return maskSecrets(words.replaceAll("`", "'").trim().replace(/\.$/, ""));
}

function headersOf(error: object): Refusal["headers"] {
  const response = "response" in error && typeof error.response === "object" ? error.response : null;
  const headers = response !== null && "headers" in response ? response.headers : null;
  return typeof headers === "object" && headers !== null ? { ...headers } : {};
}
