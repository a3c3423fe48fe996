import { SourcesInvalid, UnknownName, type Failure, type Retry } from "../../domain/failure.ts";
import { maskSecrets } from "../../domain/secret.ts";
import { reportFinding } from "../../report/findings-json.ts";
import type { Problem } from "../answers.ts";
import { problemCodes, type ProblemCode } from "./problem-codes.ts";

/** A refusal of the server itself. Thrown; it becomes a problem like any failure. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: ProblemCode;
  readonly hint: string;
  readonly retry: Retry;

  /** `message` is one sentence without a full stop, values in backticks. */
  constructor(code: ProblemCode, message: string, { hint, retry = "never" }: { hint: string; retry?: Retry }) {
    super(message);
    this.code = code;
    this.hint = hint;
    this.retry = retry;
  }
}

/** The answer to a call that was refused. What the message quotes is masked where it looks like a secret. */
export function problemOf(refusal: Failure | Refusal, requestId: string): Problem {
  const { code, message, hint, retry } = refusal;
  const { status, title } = problemCodes[code];
  return {
    type: `urn:litellm-profiles:${code}`,
    title,
    status,
    detail: maskSecrets(message),
    code,
    hint,
    retry,
    request_id: requestId,
    ...(refusal instanceof SourcesInvalid && { findings: refusal.findings.map(reportFinding) }),
    ...(refusal instanceof UnknownName && { nearest: refusal.nearest }),
  };
}
