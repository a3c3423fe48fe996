import { createServer } from "node:tls";
import { once } from "node:events";
import type { RequestListener } from "node:http";
import { describe, expect, onTestFinished, test } from "vitest";
import { openEveryAddress } from "../../../src/adapters/litellm/open-every-address.ts";
import { openProxy } from "../../../src/adapters/litellm/open-proxy.ts";
import { resolveProxy } from "../../../src/adapters/litellm/resolve-proxy.ts";
import type { WorkersAnswer } from "../../../src/domain/proof.ts";
import { workerReport } from "../../fakes/memory-proxy.ts";
import { closedUrl, listen } from "./http-proxy.ts";

const key = "sk-of-the-test-7c1f";
const at =
  (...addresses: string[]) =>
  async () =>
    addresses.map((address) => ({ address, family: 4 }));

function answering(
  pid: number,
  more: Partial<WorkersAnswer> & { aliases?: object; unset?: string[] } = {},
): RequestListener {
  const { aliases = { task: "a" }, ...rest } = more;
  const workers = { v: 1, config_path: "/a.yaml", workers: [workerReport({ pid })], others: "known", ...rest };
  const callbacks = { router_settings: { model_group_alias: aliases } };
  return (request, response) => {
    const body = request.url === "/get/config/callbacks" ? callbacks : workers;
    response.end(request.url === "/metrics/" ? `counted ${pid}\n` : JSON.stringify(body));
  };
}

const dead: RequestListener = (_, response) => void response.writeHead(500).end();

/** Two servers at one port, each at an address of its own. */
async function listenTwice(one: RequestListener, other: RequestListener) {
  const first = await listen(one);
  const second = await listen(other, { host: "127.0.0.2", port: first.port });
  return { port: first.port, first, second };
}

describe("all proxies behind one name", () => {
  test("are asked, each by the name, and their workers are those of one", async () => {
    const { port, first, second } = await listenTwice(answering(1), answering(2, { others: "unknown" }));
    const proxy = openEveryAddress({ url: `http://litellm.internal:${port}`, key }, at("127.0.0.1", "127.0.0.2"));
    const { workers, others, config_path } = await proxy.workers();
    expect({ pids: workers.map(({ pid }) => pid), others, config_path }).toEqual({
      pids: [1, 2],
      others: "unknown",
      config_path: "/a.yaml",
    });
    for (const { asked } of [first, second]) {
      expect(asked.map(({ headers }) => [headers.host, headers.authorization])).toEqual([
        [`litellm.internal:${port}`, `Bearer ${key}`],
      ]);
    }
    expect(proxy.url).toBe(`http://litellm.internal:${port}`);
  });

  test("say what each has counted", async () => {
    const { port } = await listenTwice(answering(1), answering(2));
    const proxy = openEveryAddress({ url: `http://litellm.internal:${port}`, key }, at("127.0.0.1", "127.0.0.2"));
    expect(await proxy.metrics()).toEqual(["counted 1\n", "counted 2\n"]);
  });

  test("say what the worker of each lacks that answers", async () => {
    const unset = { unset: ["A"] };
    const { port } = await listenTwice(answering(1, unset), answering(2, unset));
    const proxy = openEveryAddress({ url: `http://litellm.internal:${port}`, key }, at("127.0.0.1", "127.0.0.2"));
    expect(await proxy.unset(["A"])).toEqual([
      { worker: "here:1", names: ["A"] },
      { worker: "here:2", names: ["A"] },
    ]);
  });

  test("count once where two addresses lead to one", async () => {
    const { port } = await listenTwice(answering(1), answering(1));
    const proxy = openEveryAddress({ url: `http://litellm.internal:${port}` }, at("127.0.0.1", "127.0.0.2"));
    expect(await proxy.workers()).toMatchObject({ workers: [{ pid: 1 }], others: "known" });
  });

  test("are called each, and one that gets no answer from a group speaks for all", async () => {
    const { port, first, second } = await listenTwice(answering(1), dead);
    const both = openEveryAddress({ url: `http://litellm.internal:${port}` }, at("127.0.0.1", "127.0.0.2"));
    expect(await both.probe({ group: "a", mode: "chat" })).toEqual({ answers: false, seen: "status 500" });
    expect([first, second].map(({ asked }) => asked.length)).toEqual([1, 1]);
    const one = openEveryAddress({ url: `http://litellm.internal:${port}` }, at("127.0.0.1"));
    expect(await one.probe({ group: "a", mode: "chat" })).toEqual({ answers: true });
  });

  test("fail where one of them cannot be asked, which is named", async () => {
    const { port } = await listen(answering(1));
    const proxy = openEveryAddress({ url: `http://litellm.internal:${port}` }, at("127.0.0.1", "127.0.0.3"));
    await expect(proxy.workers()).rejects.toMatchObject({
      code: "proxy-unreachable",
      message: expect.stringContaining(
        `Proxy \`http://litellm.internal:${port} (127.0.0.3)\` cannot be asked: connect`,
      ),
    });
  });

  test("are looked up anew for every question, over connections that are kept", async () => {
    const { port, first, second } = await listenTwice(answering(1), answering(2));
    let addresses = ["127.0.0.1"];
    const proxy = openEveryAddress({ url: `http://litellm.internal:${port}` }, () => at(...addresses)());
    await proxy.workers();
    await proxy.workers();
    addresses = ["127.0.0.1", "127.0.0.2"];
    await proxy.workers();
    expect([first.asked.length, second.asked.length]).toEqual([3, 1]);
    expect(new Set(first.asked.map(({ socket }) => socket)).size).toBe(1);
  });

  test("have aliases where all have the same ones, in any order", async () => {
    const aliases = { a: "x", b: "y" };
    const { port } = await listenTwice(answering(1, { aliases }), answering(2, { aliases: { b: "y", a: "x" } }));
    const proxy = openEveryAddress({ url: `http://litellm.internal:${port}` }, at("127.0.0.1", "127.0.0.2"));
    expect(await proxy.aliases()).toEqual(aliases);
  });

  test("have none that can be told where they differ", async () => {
    const { port } = await listenTwice(answering(1), answering(2, { aliases: { task: "b" } }));
    const proxy = openEveryAddress({ url: `http://litellm.internal:${port}` }, at("127.0.0.1", "127.0.0.2"));
    await expect(proxy.aliases()).rejects.toMatchObject({
      message: expect.stringContaining("its addresses have different aliases in force"),
    });
  });

  test.for([
    {
      what: "no such name",
      lookUp: async () => Promise.reject(Object.assign(new Error("getaddrinfo"), { code: "ENOTFOUND" })),
      said: "its name has no address (ENOTFOUND)",
    },
    { what: "a look-up that hangs", lookUp: () => new Promise<never>(() => {}), said: "(none within 50 ms)" },
  ])("cannot be asked: $what", async ({ lookUp, said }) => {
    const proxy = openEveryAddress({ url: "http://litellm.internal:4000" }, lookUp);
    for (const asking of [proxy.workers(50), proxy.aliases(50)]) {
      await expect(asking).rejects.toMatchObject({
        code: "proxy-unreachable",
        retry: "later",
        message: expect.stringContaining(said),
      });
    }
  });

  test.for(["no url", "ftp://host", "http://user:secret@host"])("are refused as one is: %s", async (url) => {
    const proxy = openEveryAddress({ url }, at("127.0.0.1"));
    const failure: unknown = await proxy.workers().catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "proxy-unreachable" });
    expect(`${proxy.url} ${String(failure)}`).not.toContain("secret");
  });
});

test("a certificate is asked for by the name, not by the address", async () => {
  const seen: string[] = [];
  const server = createServer({
    SNICallback(name, answer) {
      seen.push(name);
      answer(new Error("No certificate"));
    },
  });
  server.on("tlsClientError", () => {});
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  const place = { address: "127.0.0.1", family: 4 };
  const proxy = openProxy({ url: `https://litellm.internal:${port}`, address: place });
  await expect(proxy.workers()).rejects.toMatchObject({ code: "proxy-unreachable" });
  // Once, and three times again, as the server closed the connection.
  expect(seen).toEqual(["litellm.internal", "litellm.internal", "litellm.internal", "litellm.internal"]);
});

test("`resolve: dns` asks every address of the machine's own name", async () => {
  const { port } = await listen(answering(1));
  const address = { url: `http://localhost:${port}`, resolve: "dns" } as const;
  const found = await resolveProxy(address, {}, at("127.0.0.1")).workers();
  expect(found.workers).toMatchObject([{ pid: 1 }]);
  const closed = new URL(await closedUrl()).port;
  await expect(resolveProxy({ ...address, url: `http://localhost:${closed}` }, {}).workers()).rejects.toMatchObject({
    message: expect.stringMatching(/localhost:\d+ \((127\.0\.0\.1|::1)\)` cannot be asked: connect ECONNREFUSED/),
  });
});
