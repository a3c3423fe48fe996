import { expect, test } from "vitest";
import type { Failure } from "../../../src/domain/failure.ts";
import { sampleRegularly } from "../../../src/http/traffic/sample-regularly.ts";
import { memoryTrafficLog } from "../../fakes/memory-traffic-log.ts";
import { memoryWorld } from "../../fakes/memory-world.ts";
import { smallProject } from "../../fakes/small-project.ts";

const metrics = (requests: number) =>
  `# TYPE litellm_deployment_total_requests_total counter
litellm_deployment_total_requests_total{model_id="a--1"} ${requests}
`;

function start(world = memoryWorld()) {
  const traffic = memoryTrafficLog();
  const controller = new AbortController();
  const warnings: Failure[] = [];
  const warn = (error: Failure) => void warnings.push(error);
  const ended = sampleRegularly({ world, traffic, everyMilliseconds: 1, signal: controller.signal, warn });
  const stop = async () => {
    controller.abort();
    await ended;
  };
  return { world, traffic, warnings, stop, ended };
}

test("proxies are sampled again and again, until it is ended", async () => {
  const world = memoryWorld();
  let requests = 0;
  world.proxy.metrics = async () => [metrics((requests += 5))];
  const { traffic, stop } = start(world);
  await expect.poll(async () => (await traffic.read("default")).length).toBeGreaterThan(2);
  await stop();
  const [first, second] = await traffic.read("default");
  expect(first).toMatchObject({ event: "sampling", metrics: ["requests"] });
  expect(second).toMatchObject({ event: "counted", traffic: { deployments: { "a--1": { requests: 5 } } } });
});

test("a sample that cannot be kept is told of once, and the next one is tried", async () => {
  const world = memoryWorld();
  let asked = 0;
  world.proxy.metrics = async () => [metrics((asked += 1))];
  const { traffic, warnings, stop } = start(world);
  traffic.fill(true);
  await expect.poll(() => asked).toBeGreaterThan(4);
  traffic.fill(false);
  await expect.poll(async () => (await traffic.read("default")).length).toBeGreaterThan(0);
  await stop();
  expect(warnings.map(({ code }) => code)).toEqual(["target-not-writable"]);
});

test("broken sources have no proxies to sample", async () => {
  const world = memoryWorld();
  const { commit } = await world.store.head();
  const files = new Map([["litellm-profiles.yaml", "tasks: [\n"]]);
  await world.store.commit({ parent: commit, files, message: "Break it" });
  let asked = 0;
  world.proxy.metrics = async () => [metrics((asked += 1))];
  const { stop } = start(world);
  await stop();
  expect(asked).toBe(0);
});

test("a defect ends it", async () => {
  const world = memoryWorld();
  world.proxy.metrics = () => Promise.reject(new TypeError("x is not a function"));
  await expect(start(world).ended).rejects.toThrow(TypeError);
});

test("an environment whose proxies a Prometheus server scrapes is not sampled again", async () => {
  const scraped = `active: premium
proxies: [{url: "http://127.0.0.1:4000"}]
prometheus: {url: "http://127.0.0.1:9090", labels: {job: litellm}}
`;
  const world = memoryWorld({ ...smallProject, "environments/scraped.yaml": scraped });
  world.proxy.metrics = async () => [metrics(1)];
  const { traffic, stop } = start(world);
  await expect.poll(async () => (await traffic.read("default")).length).toBeGreaterThan(0);
  await stop();
  expect(await traffic.read("scraped")).toEqual([]);
});
