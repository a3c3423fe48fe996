import { randomUUID } from "node:crypto";
import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { problemType } from "./answer-problems.ts";
import { problemOf, Refusal } from "./problem-of.ts";

/** Codes of Node's own errors, and what they are here. */
const ownErrors: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: new Refusal("headers-too-large", "The headers are larger than 16 KiB", {
    hint: "Send fewer, and a shorter address",
  }),
  ERR_HTTP_REQUEST_TIMEOUT: new Refusal("too-slow", "The request did not come to its end in time", {
    hint: "Send it whole",
    retry: "later",
  }),
};

const noHttp = new Refusal("invalid-request", "What was sent is no HTTP request", {
  hint: "`/openapi.json` describes every call",
});

/** Answers what Node cannot read as a request, and ends the connection: nobody knows where the next one begins. */
export function answerNoHttp({ code = "" }: NodeJS.ErrnoException, socket: Socket): void {
  if (code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  const problem = problemOf(ownErrors[code] ?? noHttp, randomUUID());
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    `Content-Type: ${problemType}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Cache-Control: no-store",
    "Connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}
