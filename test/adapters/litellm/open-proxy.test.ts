import type { IncomingMessage, RequestListener } from "node:http";
import { describe, expect, test } from "vitest";
import { openProxy } from "../../../src/adapters/litellm/open-proxy.ts";
import type { FailureCode } from "../../../src/domain/failure.ts";
import { proxyContract } from "../../contracts/proxy-contract.ts";
import { workerReport } from "../../fakes/memory-proxy.ts";
import { closedUrl, listen } from "./http-proxy.ts";

const key = "sk-of-the-test-7c1f";

/** Answers every route with a status and a body. */
function always(status: number, body: unknown): RequestListener {
  return (_, response) => {
    response.writeHead(status).end(typeof body === "string" ? body : JSON.stringify(body));
  };
}

/** Answers as LiteLLM 1.106.2 does without a database. */
function likeLiteLLM(routes: Record<string, unknown>): RequestListener {
  return (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://proxy");
    const route = routes[pathname];
    const body = typeof route === "function" ? route(searchParams.get("names")) : route;
    if (body === undefined) return always(404, { detail: "Not Found" })(request, response);
    if (request.headers.authorization === undefined) return always(500, "Internal Server Error")(request, response);
    if (request.headers.authorization !== `Bearer ${key}`) return always(400, wrongKey)(request, response);
    return always(200, body)(request, response);
  };
}

/** Answers a call of one group with a status and a body, any other well. */
function failingFor(group: string, status: number, body: unknown): RequestListener {
  return async (request, response) => {
    const { model } = await readJson(request);
    return model === group ? always(status, body)(request, response) : always(200, { choices: [] })(request, response);
  };
}

async function readJson(request: IncomingMessage) {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}

const wrongKey = { error: { message: "No connected db.", type: "no_db_connection", param: null, code: "400" } };

const noAliases = { "/get/config/callbacks": { router_settings: { model_group_alias: {} } } };

async function open(answer: RequestListener, path = "") {
  const { url, asked } = await listen(answer);
  return { proxy: openProxy({ url: url + path, key }), url, asked };
}

describe("a proxy over HTTP", () => {
  proxyContract({
    async answering(answer, aliases, metrics = "") {
      const callbacks = { status: "success", router_settings: { model_group_alias: aliases } };
      const routes = { "/litellm-profiles/workers": answer, "/get/config/callbacks": callbacks, "/metrics/": metrics };
      return (await open(likeLiteLLM(routes))).proxy;
    },
    async lacking(answer, lacked) {
      const unset = (names: string) =>
        names
          .split(",")
          .filter((name) => lacked?.includes(name))
          .toSorted();
      const route = (names: string) => ({ ...answer, ...(lacked !== undefined && { unset: unset(names) }) });
      return (await open(likeLiteLLM({ "/litellm-profiles/workers": route }))).proxy;
    },
    async refusing(code: FailureCode) {
      if (code === "proxy-unreachable") return openProxy({ url: await closedUrl(), key });
      if (code === "module-not-loaded" || code === "no-metrics") return (await open(likeLiteLLM(noAliases))).proxy;
      const { url } = await listen(likeLiteLLM({ "/litellm-profiles/workers": {}, "/metrics/": "", ...noAliases }));
      return openProxy({ url, key: "sk-another" });
    },
    async silent(group, status, message) {
      return (await open(failingFor(group, status, { error: { message, type: null, code: String(status) } }))).proxy;
    },
  });

  test("takes no other answer about variables than a list of names", async () => {
    const said = { v: 1, config_path: "/a.yaml", workers: [workerReport()], others: "known" };
    for (const unset of [{ A: "a-value" }, [1], "A", null]) {
      const { proxy } = await open(always(200, { ...said, unset }));
      await expect(proxy.unset(["A"])).rejects.toMatchObject({ code: "proxy-unreachable" });
    }
    const { proxy, asked } = await open(always(200, { ...said, unset: [] }));
    await proxy.unset(["A", "B&names=C"]);
    expect(asked[0]?.url).toBe("/litellm-profiles/workers?names=A%2CB%26names%3DC");
  });

  test("sends the key in a header", async () => {
    const { proxy, asked } = await open(likeLiteLLM(noAliases));
    await proxy.aliases();
    expect(asked.map(({ url, headers }) => [url, headers.authorization])).toEqual([
      ["/get/config/callbacks", `Bearer ${key}`],
    ]);
  });

  test("keeps its connections", async () => {
    const { proxy, asked } = await open(likeLiteLLM(noAliases));
    for (let time = 0; time < 8; time += 1) await proxy.aliases();
    expect(new Set(asked.map(({ socket }) => socket)).size).toBeLessThanOrEqual(2);
  });

  test("asks again where a worker closes the connection instead of answering", async () => {
    const answer = likeLiteLLM(noAliases);
    const { proxy, asked } = await open((request, response) =>
      asked.length % 4 === 0 ? answer(request, response) : request.socket.destroy(),
    );
    for (const times of [4, 8]) {
      expect(await proxy.aliases()).toEqual({});
      expect(asked).toHaveLength(times);
    }
  });

  test("asks four times in all, and calls a group once", async () => {
    const { proxy, asked } = await open((request) => request.socket.destroy());
    await expect(proxy.aliases()).rejects.toMatchObject({ code: "proxy-unreachable" });
    expect(asked).toHaveLength(4);
    expect(await proxy.probe({ group: "one", mode: "chat" })).toEqual({ answers: false, seen: "socket hang up" });
    expect(asked).toHaveLength(5);
  });

  test("asks without a key where there is none", async () => {
    const { url, asked } = await listen(always(200, { router_settings: { model_group_alias: {} } }));
    await openProxy({ url }).aliases();
    expect(asked[0]?.headers.authorization).toBeUndefined();
  });

  test("takes LiteLLM's error that says nothing for a missing key, where there is none", async () => {
    const nothing = { error: { message: "Internal server error", type: "internal_server_error" } };
    const { url } = await listen(always(500, nothing));
    await expect(openProxy({ url }).workers()).rejects.toMatchObject({ code: "proxy-key-refused" });
    await expect(openProxy({ url, key }).workers()).rejects.toMatchObject({ code: "proxy-unreachable" });
  });

  test("keeps the path of the address", async () => {
    const { proxy, url, asked } = await open(always(200, { router_settings: {} }), "/litellm/");
    await proxy.aliases();
    expect(asked[0]?.url).toBe("/litellm/get/config/callbacks");
    expect(proxy.url).toBe(`${url}/litellm`);
  });

  test("reduces the long form of an alias to its group, and leaves out what is no alias", async () => {
    const aliases = { a: { model: "a_premium", hidden: true }, b: "b_premium", c: ["c"], d: null };
    const { proxy } = await open(always(200, { router_settings: { model_group_alias: aliases } }));
    expect(await proxy.aliases()).toEqual({ a: "a_premium", b: "b_premium" });
  });

  test("takes LiteLLM's null for no aliases", async () => {
    const { proxy } = await open(always(200, { router_settings: { model_group_alias: null } }));
    expect(await proxy.aliases()).toEqual({});
  });

  test.for([
    { answer: always(401, {}), code: "proxy-key-refused", said: "refuses the key (status 401)" },
    { answer: always(403, {}), code: "proxy-key-refused", said: "refuses the key (status 403)" },
    { answer: always(400, wrongKey), code: "proxy-key-refused", said: "refuses the key (status 400)" },
    { answer: always(500, "Internal Server Error"), code: "proxy-key-refused", said: "refuses the key (status 500)" },
    { answer: always(500, "No module named 'prisma'"), code: "proxy-key-refused", said: "(status 500)" },
    { answer: always(500, { error: "boom" }), code: "proxy-unreachable", said: "it answered with status 500" },
    { answer: always(400, "no JSON"), code: "proxy-unreachable", said: "it answered with status 400" },
    { answer: always(302, ""), code: "proxy-unreachable", said: "it answered with status 302" },
    { answer: always(200, "<html>"), code: "proxy-unreachable", said: "its answer is not LiteLLM's" },
    { answer: always(200, []), code: "proxy-unreachable", said: "its answer is not LiteLLM's" },
    { answer: always(200, {}), code: "proxy-unreachable", said: "its answer is not LiteLLM's" },
    { answer: () => undefined, code: "proxy-unreachable", said: "no answer within 200 ms" },
    { answer: (request) => request.socket.destroy(), code: "proxy-unreachable", said: "socket hang up" },
  ] satisfies { answer: RequestListener; code: FailureCode; said: string }[])(
    "throws $code: $said",
    async ({ answer, code, said }) => {
      const { proxy, url } = await open(answer);
      for (const asking of [proxy.workers(200), proxy.aliases(200)]) {
        const failure: unknown = await asking.catch((error: unknown) => error);
        expect(failure).toMatchObject({ code });
        expect(String(failure)).toContain(url);
        expect(String(failure)).toContain(said);
        expect(String(failure)).not.toContain(key);
      }
    },
  );

  test("says that its counters cannot be read", async () => {
    const { proxy } = await open(always(500, { error: "boom" }));
    await expect(proxy.metrics()).rejects.toMatchObject({
      code: "proxy-unreachable",
      message: expect.stringContaining("it answered with status 500"),
    });
  });

  test("does not send the key along a redirection", async () => {
    const elsewhere = await listen(always(200, {}));
    const { proxy } = await open((_, response) => response.writeHead(307, { location: elsewhere.url }).end());
    await expect(proxy.workers()).rejects.toMatchObject({ code: "proxy-unreachable" });
    expect(elsewhere.asked).toEqual([]);
  });

  test("says why nobody answers", async () => {
    const url = await closedUrl();
    await expect(openProxy({ url }).workers()).rejects.toMatchObject({
      code: "proxy-unreachable",
      retry: "later",
      message: `Proxy \`${url}\` cannot be asked: connect ECONNREFUSED ${url.slice("http://".length)}`,
      hint: "Start the proxy (`npm start`), or correct `proxies[].url`",
    });
  });

  test("says why one of several addresses of a name refuses", async () => {
    const { port } = new URL(await closedUrl());
    await expect(openProxy({ url: `http://localhost:${port}` }).workers()).rejects.toMatchObject({
      message: expect.stringMatching(/connect ECONNREFUSED (::1|127\.0\.0\.1):\d+$/),
    });
  });

  test.for(["", "localhost", "ftp://host", "http://user:secret@host", "http://user@host"])(
    "refuses the address %o, and shows no secret",
    async (url) => {
      const proxy = openProxy({ url });
      const failure: unknown = await proxy.workers().catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: "proxy-unreachable" });
      expect(`${proxy.url} ${String(failure)}`).not.toContain("secret");
      await expect(proxy.aliases()).rejects.toBe(failure);
    },
  );

  test.for([
    { v: 2, workers: [], others: "known", config_path: "" },
    { v: 1, workers: {}, others: "known", config_path: "" },
    ...[
      null,
      { host: 1, pid: 1 },
      { host: "a", pid: "1" },
      { host: "a", pid: 1, state: null },
      { host: "a", pid: 1, state: "applied", file: {} },
      { host: "a", pid: 1, state: "applied", file: null, routing: null, restart: [], single_file_mount: "no" },
      { host: "a", pid: 1, state: "applied", file: null, routing: { aliases: {} } },
      { host: "a", pid: 1, state: "applied", file: null, routing: null, restart: [1] },
    ].map((worker) => ({ v: 1, workers: [worker], others: "known", config_path: "" })),
  ])("does not take for the module's answer: %j", async (answer) => {
    const { proxy } = await open(always(200, answer));
    await expect(proxy.workers()).rejects.toMatchObject({ code: "proxy-unreachable" });
  });
});

test.each(["sk-one\nx: two", "sk-one\0two", "sk-one\u2028two"])(
  "a key that no header can hold is never told: %j",
  async (broken) => {
    const { url, asked } = await listen(always(200, noAliases));
    const failure: unknown = await openProxy({ url, key: broken })
      .aliases()
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "proxy-key-refused" });
    expect(String(failure)).not.toMatch(/one|two/);
    expect(asked).toEqual([]);
  },
);

describe("a call of one group", () => {
  test("calls a group alone: from no cache, by no fallback, at the first try", async () => {
    const bodies: unknown[] = [];
    const { proxy, asked } = await open(async (request, response) => {
      bodies.push(await readJson(request));
      response.writeHead(200).end("{}");
    });
    const alone = { cache: { "no-cache": true }, disable_fallbacks: true, num_retries: 0 };
    await proxy.probe({ group: "one", mode: "chat" });
    await proxy.probe({ group: "two", mode: "embedding" });
    expect(asked.map(({ method, url, headers }) => [method, url, headers.authorization])).toEqual([
      ["POST", "/v1/chat/completions", `Bearer ${key}`],
      ["POST", "/v1/embeddings", `Bearer ${key}`],
    ]);
    expect(bodies).toEqual([
      { model: "one", messages: [{ role: "user", content: "Answer with the word OK." }], ...alone },
      { model: "two", input: "Answer with the word OK.", ...alone },
    ]);
  });

  test.each([
    [
      "the provider's refusal of its key",
      401,
      { error: { message: "Incorrect API key" } },
      "status 401, Incorrect API key",
    ],
    [
      "no secret",
      401,
      { error: { message: `No such key: sk-${"a1".repeat(20)}` } },
      `status 401, No such key: ${"*".repeat(43)}`,
    ],
    ["the first line alone", 500, { error: { message: "Out of order\nTraceback" } }, "status 500, Out of order"],
    ["a long one in part", 500, { error: { message: "x".repeat(300) } }, `status 500, ${"x".repeat(200)}…`],
    ["a page", 502, "<html>Bad gateway</html>", "status 502"],
    ["another error", 400, { error: "no" }, "status 400"],
    ["a list", 400, [], "status 400"],
  ])("tells of a group that does not answer: %s", async (_what, status, body, seen) => {
    const { proxy } = await open(always(status, body));
    expect(await proxy.probe({ group: "one", mode: "chat" })).toEqual({ answers: false, seen });
  });

  test("tells of a group that takes too long", async () => {
    const { proxy } = await open(() => {});
    expect(await proxy.probe({ group: "one", mode: "chat" }, 20)).toEqual({
      answers: false,
      seen: "no answer within 20 ms",
    });
  });
});
