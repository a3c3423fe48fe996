import { Failure } from "../../domain/failure.ts";
import { Refusal } from "./problem-of.ts";

/** Codes of Fastify's own errors, and what they are here. */
const ownErrors: Readonly<Record<string, Refusal>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: new Refusal("body-too-large", "The body is larger than 1 MiB", {
    hint: "Send less at once",
  }),
  FST_ERR_MAX_PARAM_LENGTH: new Refusal("invalid-request", "A name in the address is too long", {
    hint: "`/openapi.json` describes every call",
  }),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: new Refusal("not-json", "The body is not sent as `application/json`", {
    hint: "Send the header `Content-Type: application/json`",
  }),
  FST_UNDER_PRESSURE: new Refusal("overloaded", "The server cannot keep up", {
    hint: "Try again in a few seconds",
    retry: "later",
  }),
};

/** What an error means for the caller; undefined for a defect, which tells the caller nothing. */
export function refusalOf(error: unknown): Failure | Refusal | undefined {
  if (error instanceof Failure || error instanceof Refusal) return error;
  if (!(error instanceof Error)) return undefined;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return ownErrors[code] ?? invalidRequest(error);
}

/** Whatever else Fastify refuses with 400: what does not fit the schema, broken JSON, a broken length. */
function invalidRequest(error: Error): Refusal | undefined {
  const status = "statusCode" in error ? error.statusCode : undefined;
  if (status !== 400) return undefined;
  return new Refusal("invalid-request", oneSentence(error.message), {
    hint: "`/openapi.json` describes every call",
  });
}

function oneSentence(message: string): string {
  const [line = ""] = message.split("\n");
  return line.charAt(0).toUpperCase() + line.slice(1).replace(/\.$/, "");
}

/** What a caller is told of a defect: nothing. */
export function defect(): Refusal {
  return new Refusal("defect", "The server has a defect", { hint: "Its log has more; please report it" });
}
