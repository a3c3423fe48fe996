import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openTrafficFile } from "../../src/adapters/files/traffic-file.ts";
import { Failure } from "../../src/domain/failure.ts";
import { openTrafficSampler } from "../../src/operations/sample-traffic.ts";
import { sampledTraffic } from "../../src/operations/sampled-traffic.ts";
import { scenarios, trafficSourceContract, twenty, type Scraped } from "../contracts/traffic-source-contract.ts";
import { makeEnvironment } from "../fakes/make-environment.ts";
import { memoryProxy } from "../fakes/memory-proxy.ts";
import { temporaryFolder } from "../temporary-folder.ts";

/** What the sampler has kept in its file of a proxy that said so. */
async function watch(scrapes: readonly Scraped[]) {
  const log = openTrafficFile({ home: join(await temporaryFolder(), ".litellm-profiles") });
  let now: Scraped | undefined = scrapes[0];
  const proxy = {
    ...memoryProxy(),
    async metrics() {
      if (now?.text === undefined) throw new Failure("proxy-unreachable", "The proxy does not answer", "Start it");
      return [now.text];
    },
  };
  const clock = { now: () => new Date(now?.at ?? 0), elapsed: () => 0, async sleep() {} };
  const open = () => openTrafficSampler({ proxies: () => [proxy], clock }, log);
  let sampler = open();
  for (const scrape of scrapes) {
    // Whoever has not asked for more than a minute was not running.
    if (Date.parse(scrape.at) - clock.now().getTime() > 60_000) sampler = open();
    now = scrape;
    await sampler.sample([makeEnvironment("premium", { proxies: [{ url: proxy.url }] })]);
  }
  return sampledTraffic(log, "default");
}

describe("what was sampled into a file", () => {
  trafficSourceContract({ watch: (scenario) => watch(scenarios[scenario]) });

  test("names its source, and why nothing can be sampled at the moment", async () => {
    const broken = scenarios.quiet.map(({ at, text }) => ({ at, text: at > "2026-01-02T11:09" ? undefined : text }));
    const source = await watch(broken);
    expect((await source.over(twenty)).sampling).toEqual({
      source: "samples",
      complete: false,
      since: "2026-01-02T11:00:00.000Z",
      failure: "The proxy does not answer",
    });
  });
});
