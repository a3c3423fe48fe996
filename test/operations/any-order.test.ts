import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Failure } from "../../src/domain/failure.ts";
import { deliver } from "../../src/operations/deliver.ts";
import { readHistory } from "../../src/operations/read-history.ts";
import { readStatus } from "../../src/operations/read-status.ts";
import { rollBack } from "../../src/operations/roll-back.ts";
import { switchProfile } from "../../src/operations/switch-profile.ts";
import type { World } from "../../src/ports/world.ts";
import { editActive, readActive } from "../../src/sources/active-line.ts";
import { memoryWorld, withOutputs, type MemoryWorld } from "../fakes/memory-world.ts";
import { smallProject } from "../fakes/small-project.ts";

const file = "environments/default.yaml";
const output = "litellm_config.yaml";
const environment = "default";
const profiles = ["premium", "balanced"] as const;
type Profile = (typeof profiles)[number];

const texts = new Map(profiles.map((profile) => [profile, withOutputs(sourcesWith(profile))[output] ?? ""]));

function sourcesWith(profile: Profile): Record<string, string> {
  return { ...smallProject, [file]: editActive(smallProject[file] ?? "", profile) };
}

function profileOf(text: string | undefined): Profile | null {
  return profiles.find((profile) => texts.get(profile) === text) ?? null;
}

/** Ends an operation as a killed process ends: it is no failure that anybody handles. */
class Crash extends Error {}

/** The world as one process sees it that dies at its n-th call; zero never. */
function dying(world: World, at: number): World {
  let calls = 0;
  const counted = <Part extends object>(part: Part): Part =>
    new Proxy(part, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== "function") return member;
        return (...args: unknown[]) => {
          calls += 1;
          if (calls === at) throw new Crash();
          return Reflect.apply(member, target, args);
        };
      },
    });
  return {
    ...world,
    store: counted(world.store),
    delivery: (each) => counted(world.delivery(each)),
    proxies: (each) => world.proxies(each).map(counted),
    lock: (each) => counted(world.lock(each)),
  };
}

type Step =
  | { readonly kind: "switch"; readonly profile: Profile; readonly crashAt: number }
  | { readonly kind: "roll back"; readonly crashAt: number }
  | { readonly kind: "deliver"; readonly crashAt: number }
  /** A person commits another profile, with or without what is rendered of it. */
  | { readonly kind: "edit"; readonly profile: Profile; readonly isRendered: boolean }
  /** The worker takes nothing up any more, or again. */
  | { readonly kind: "fall silent" }
  | { readonly kind: "wake" };

const profile = fc.constantFrom(...profiles);
const crashAt = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 24 }));
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("switch" as const), profile, crashAt }),
  fc.record({ kind: fc.constant("roll back" as const), crashAt }),
  fc.record({ kind: fc.constant("deliver" as const), crashAt }),
  fc.record({ kind: fc.constant("edit" as const), profile, isRendered: fc.boolean() }),
  fc.record({ kind: fc.constant("fall silent" as const) }),
  fc.record({ kind: fc.constant("wake" as const) }),
);

async function take(world: MemoryWorld, each: Step): Promise<void> {
  try {
    await carryOutStep(world, each);
  } catch (error) {
    if (!(error instanceof Crash) && !(error instanceof Failure)) throw error;
  }
}

async function carryOutStep(world: MemoryWorld, each: Step): Promise<unknown> {
  switch (each.kind) {
    case "edit":
      return commitByHand(world, each);
    case "fall silent":
      return fallSilent(world);
    case "wake":
      return world.proxy.answer(() => [world.applied()]);
    case "deliver":
      return deliver(dying(world, each.crashAt), environment);
    case "roll back":
      return rollBack(dying(world, each.crashAt), { environment });
    case "switch":
    default:
      return switchProfile(dying(world, each.crashAt), { environment, profile: each.profile });
  }
}

async function commitByHand({ store }: MemoryWorld, { profile: to, isRendered }: Step & { kind: "edit" }) {
  const { commit: parent } = await store.head();
  const files = new Map([[file, sourcesWith(to)[file] ?? ""]]);
  if (isRendered) files.set(output, texts.get(to) ?? "");
  await store.commit({ parent, files, message: "By hand" });
}

function fallSilent(world: MemoryWorld): void {
  const report = world.applied();
  world.proxy.answer(() => [report]);
}

/** Looked at apart from the code under test: the head's tree, the delivered bytes, and what the worker says. */
async function see(world: MemoryWorld) {
  const head = await world.store.readFiles(world.store.tip, [file, output]);
  const declared = readActive(head.get(file) ?? "");
  const delivered = world.deliveries.texts.at(-1);
  const [worker] = (await world.proxy.workers()).workers;
  const isLive = delivered !== undefined && worker?.file?.identity === world.deliveries.describe().identity;
  const rendered = profileOf(head.get(output));
  const drift = [
    rendered !== declared && "rendered",
    delivered !== head.get(output) && "delivered",
    !isLive && "live",
  ].find(Boolean);
  return { declared, rendered, delivered: profileOf(delivered), drift: drift ?? null };
}

async function told(world: MemoryWorld) {
  const { layers, drift } = await readStatus(world, environment);
  return {
    declared: layers.declared.profile,
    rendered: layers.rendered.profile,
    delivered: layers.delivered?.profile ?? null,
    drift,
  };
}

describe("any order of switches, rollbacks, deliveries, edits and crashes", () => {
  test("ends in a state that status tells truly, and from which one switch brings all layers together", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), profile, async (steps, last) => {
        const world = memoryWorld();
        for (const each of steps) {
          await take(world, each);
          expect(await told(world)).toEqual(await see(world));
        }
        await take(world, { kind: "wake" });
        const result = await switchProfile(world, { environment, profile: last });
        expect(result).toMatchObject({ success: true, reload_successful: true });
        expect(await see(world)).toEqual({ declared: last, rendered: last, delivered: last, drift: null });
        expect(await told(world)).toEqual(await see(world));
        const [newest] = await readHistory(world.store, { environment });
        expect(newest).toMatchObject({ to: last });
      }),
      { numRuns: 60 },
    );
  });
});

test("Of two switches at once one wins, and the other is told", async () => {
  const world = memoryWorld();
  const requests = (["balanced", "balanced"] as const).map((to) => switchProfile(world, { environment, profile: to }));
  const settled = await Promise.allSettled(requests);
  expect(settled.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  const [refused] = settled.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
  expect(refused).toMatchObject({ code: "busy" });
  expect(await see(world)).toMatchObject({ declared: "balanced", drift: null });
});
