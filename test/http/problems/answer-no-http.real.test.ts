import { once } from "node:events";
import { connect, createServer } from "node:net";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { listen } from "../../../src/http/listen.ts";
import { answerNoHttp } from "../../../src/http/problems/answer-no-http.ts";
import { expectAnswer, openControlPlane } from "../control-plane.ts";

/** What comes back for these bytes, until the server ends the connection. */
async function send(port: number, bytes: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  socket.write(bytes);
  return text(socket);
}

const start = "HTTP/1.1\r\nHost: localhost\r\n";

test.for([
  { what: "noise", bytes: "hello\r\n\r\n", status: 400, code: "invalid-request" },
  { what: "a method that is none", bytes: `FOO / ${start}\r\n`, status: 400, code: "invalid-request" },
  {
    what: "two lengths",
    bytes: `POST /admin/profiles/switch ${start}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`,
    status: 400,
    code: "invalid-request",
  },
  {
    what: "a length, and chunks",
    bytes: `POST /admin/profiles/switch ${start}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    status: 400,
    code: "invalid-request",
  },
  {
    what: "headers without an end",
    bytes: `GET /healthz ${start}X-Long: ${"a".repeat(20_000)}\r\n\r\n`,
    status: 431,
    code: "headers-too-large",
  },
])("$what: a problem with $status, and the end of the connection", async ({ bytes, status, code }) => {
  const { server } = await openControlPlane();
  const { port } = await listen(server, 0);
  const [head = "", body = ""] = (await send(port, bytes)).split("\r\n\r\n");
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(head).toContain("Content-Type: application/problem+json; charset=utf-8");
  expectAnswer("Problem", JSON.parse(body));
  expect(JSON.parse(body)).toMatchObject({ status, code });
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
});

test.for([
  { code: "ERR_HTTP_REQUEST_TIMEOUT", answer: /^HTTP\/1\.1 408 Request Timeout\r\n.*"code":"too-slow"/su },
  { code: "ECONNRESET", answer: /^$/u },
])("$code", async ({ code, answer }) => {
  const server = createServer((socket) => answerNoHttp(Object.assign(new Error(code), { code }), socket));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("It has no port");
  expect(await send(address.port, "GET")).toMatch(answer);
  server.close();
});
