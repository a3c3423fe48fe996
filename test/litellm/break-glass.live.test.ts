import { describe, expect, test } from "vitest";
import { bringDue } from "../../src/operations/bring-due.ts";
import { openReviews } from "../../src/operations/open-reviews.ts";
import { readStatus } from "../../src/operations/read-status.ts";
import { switchProfile } from "../../src/operations/switch-profile.ts";
import { systemClock } from "../../src/adapters/system-clock.ts";
import type { World } from "../../src/ports/world.ts";
import { smallProject } from "../fakes/small-project.ts";
import { litellm } from "./live-proxy.ts";
import { startLiveProject } from "./live-project.ts";

const hour = 3_600_000;

/** The world as it is some time later; its proofs take as long as they take. */
function later(world: World, milliseconds: number): World {
  const clock = { ...systemClock, now: () => new Date(systemClock.now().getTime() + milliseconds) };
  return { ...world, clock };
}

function printMoment(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, "Z");
}

describe.skipIf("missing" in litellm)("broken glass on a real LiteLLM", () => {
  test("is proven live at once, and what was there before comes back proven at its end", async () => {
    const { world, proxy, git } = await startLiveProject({
      workers: 2,
      environment: "switch: pull_request\ndeliver: {prove_within: 20s}",
      sources: {
        "litellm-profiles.yaml": `${smallProject["litellm-profiles.yaml"]}forge: local\nbreak_glass: [ada@example.org]\n`,
      },
    });
    const ada = { ...world, actor: { name: "Ada", email: "ada@example.org" } };
    const until = printMoment(Date.now() + 2 * hour);
    const how = { mode: "direct", breakGlass: true, reason: "INC-4711", until } as const;
    const proven = { outcome: "proven", strength: "identity", workers: 2 };
    const main = git("rev-parse", "main");

    const result = await switchProfile(ada, { environment: "default", profile: "balanced", ...how });
    expect(result).toMatchObject({ outcome: "switched", proof: proven, pull_request: { number: 1, state: "open" } });
    expect(await proxy.ask("classification")).toMatchObject({ status: 200, text: "from balanced" });
    expect(await readStatus(ada, "default")).toMatchObject({
      layers: { live: { profile: "balanced" } },
      break_glass: { profile: "balanced", before: "premium", until, pull_request: 1 },
      drift: null,
    });

    const [early] = (await bringDue(later(ada, hour), { environment: "default" })).environments;
    expect(early).toMatchObject({ due: [], delivery: null, next: { at: until, to: "premium" } });
    expect(await proxy.ask("synthesis")).toMatchObject({ status: 200, text: "from balanced" });

    const [ended] = (await bringDue(later(ada, 3 * hour), { environment: "default" })).environments;
    expect(ended).toMatchObject({ delivery: { profile: "premium", proof: proven }, failure: null });
    for (const name of ["classification", "synthesis"]) {
      expect(await proxy.ask(name)).toMatchObject({ status: 200, text: "from premium" });
    }
    expect(await (await openReviews(ada)).forge.list({ state: "all" })).toMatchObject([{ number: 1, state: "closed" }]);
    expect(git("rev-parse", "main")).toBe(main);
    expect(await readStatus(later(ada, 3 * hour), "default")).toMatchObject({ break_glass: null, drift: null });
  });
});
