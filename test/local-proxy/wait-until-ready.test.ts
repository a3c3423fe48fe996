import { once } from "node:events";
import { createServer } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { waitUntilReady } from "../../src/local-proxy/wait-until-ready.ts";

let status = 503;
const asked: (string | undefined)[] = [];
const server = createServer((request, response) => {
  asked.push(request.url);
  response.writeHead(status).end();
});
let url = "";

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address !== null && typeof address === "object") url = `http://127.0.0.1:${address.port}`;
});
afterAll(() => void server.close());

test("waits until LiteLLM says that it is ready", async () => {
  const { signal } = new AbortController();
  const ready = waitUntilReady(url, { seconds: 30, signal });
  await expect.poll(() => asked.length).toBe(1);
  status = 200;
  await ready;
  expect(new Set(asked)).toEqual(new Set(["/health/readiness"]));
});

test("gives up after its time", async () => {
  const { signal } = new AbortController();
  await expect(waitUntilReady("http://127.0.0.1:1", { seconds: 0, signal })).rejects.toMatchObject({
    code: "proxy-unreachable",
    message: "LiteLLM did not take requests on `http://127.0.0.1:1` within 0 s",
  });
});

test("stops when it is told to", async () => {
  const signal = AbortSignal.timeout(30);
  await expect(waitUntilReady("http://127.0.0.1:1", { seconds: 30, signal })).rejects.toMatchObject({
    name: "AbortError",
  });
});
