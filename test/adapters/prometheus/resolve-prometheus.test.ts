import { once } from "node:events";
import { createServer } from "node:http";
import { describe, expect, onTestFinished, test } from "vitest";
import { resolvePrometheus } from "../../../src/adapters/prometheus/resolve-prometheus.ts";

const labels = { job: "litellm" };
const span = { from: "2026-01-02T11:00:00.000Z", to: "2026-01-02T11:20:00.000Z" };

/** A server that is no Prometheus, and what it was asked with. */
async function startOther(status: number, text: string) {
  const keys: (string | undefined)[] = [];
  const server = createServer(({ headers }, response) => {
    keys.push(headers.authorization);
    response.writeHead(status).end(text);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => server.close().closeAllConnections());
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`, keys };
}

async function failureOf(...asked: Parameters<typeof resolvePrometheus>) {
  const { metrics, traffic, sampling } = await resolvePrometheus(...asked).over(span);
  expect([metrics, traffic, sampling.complete]).toEqual([[], { deployments: {}, fallbacks: {} }, false]);
  return sampling.failure;
}

describe("a Prometheus server that cannot be asked", () => {
  test.each([
    [{ url: "os.environ/PROMETHEUS_URL", labels }, "Variable `PROMETHEUS_URL`, which `prometheus` names, is unset"],
    [
      { url: "http://127.0.0.1:9090", key: "os.environ/PROMETHEUS_TOKEN", labels },
      "Variable `PROMETHEUS_TOKEN`, which `prometheus` names, is unset",
    ],
    [{ url: "os.environ/ODD", labels }, "The address of Prometheus is no `http:` or `https:` URL"],
    [{ url: "os.environ/FILE", labels }, "The address of Prometheus is no `http:` or `https:` URL"],
    [
      { url: "os.environ/SECRET", labels },
      "The address of Prometheus on `host:9090` holds a user or a password: name a token in `prometheus.key`",
    ],
    [
      { url: "os.environ/QUERY", labels },
      "The address of Prometheus on `host:9090` goes on after its path: leave `?` and `#` out",
    ],
  ])("%j", async (address, failure) => {
    const variables = {
      ODD: "prometheus",
      FILE: "file:///etc/passwd",
      SECRET: "http://user:secret@host:9090",
      QUERY: "http://host:9090/?token=secret",
    };
    expect(await failureOf(address, variables)).toBe(failure);
  });

  test("because it is down", async () => {
    const { url } = await startOther(200, "");
    const closed = url.replace(/\d+$/, "1");
    expect(await failureOf({ url: closed, labels }, {})).toBe(
      `Prometheus \`${closed}\` does not say: connect ECONNREFUSED 127.0.0.1:1`,
    );
  });

  test.each([
    [401, "Unauthorized", "it answered with status 401, and not as Prometheus does"],
    [200, "<html>", "it answered with status 200, and not as Prometheus does"],
    [200, "[]", "it answered with status 200, and not as Prometheus does"],
    [503, '{"status":"error","error":"query timed out"}', "query timed out"],
  ])("because it answers %i %s", async (status, text, reason) => {
    const { url, keys } = await startOther(status, text);
    const variables = { URL: `${url}/`, TOKEN: "prom-0f3a" };
    const address = { url: "os.environ/URL", key: "os.environ/TOKEN", labels };
    expect(await failureOf(address, variables)).toBe(`Prometheus \`${url}\` does not say: ${reason}`);
    expect(new Set(keys)).toEqual(new Set(["Bearer prom-0f3a"]));
  });
});
