import { isDeepStrictEqual } from "node:util";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { printBranchName } from "../../src/domain/branch-name.ts";
import { Failure } from "../../src/domain/failure.ts";
import { bringDue } from "../../src/operations/bring-due.ts";
import { closePullRequest } from "../../src/operations/close-pull-request.ts";
import { mergePullRequest } from "../../src/operations/merge-pull-request.ts";
import { openReviews } from "../../src/operations/open-reviews.ts";
import { refreshPullRequest } from "../../src/operations/refresh-pull-request.ts";
import { rollBack } from "../../src/operations/roll-back.ts";
import { switchProfile } from "../../src/operations/switch-profile.ts";
import type { World } from "../../src/ports/world.ts";
import { git } from "../adapters/git/git-repository.ts";
import { manualClock } from "../fakes/manual-clock.ts";
import { withOutputs } from "../fakes/memory-world.ts";
import { asPerson, commitByHand, makeReviewedProject } from "../fakes/reviewed-project.ts";

const environments = ["default", "staging"] as const;
const outputs = new Set(["litellm_config.yaml", "rendered/staging/litellm_config.yaml"]);
const until = "2026-01-02T14:00:00Z";

interface Step {
  readonly kind:
    | "switch"
    | "switch a task"
    | "switch for a time"
    | "roll back"
    | "merge"
    | "close"
    | "refresh"
    | "due"
    | "edit";
  readonly environment: (typeof environments)[number];
  readonly profile: string;
  readonly who: "ada" | "bob";
  /** The call of a branch or the forge before which whoever does it is killed; 0 never. */
  readonly crashAt: number;
  /** On another machine, while the step before is under way. */
  readonly isAtOnce: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(
    ...([
      "switch",
      "switch a task",
      "switch for a time",
      "roll back",
      "merge",
      "merge",
      "close",
      "refresh",
      "due",
      "edit",
    ] as const),
  ),
  environment: fc.constantFrom("default", "default", "staging"),
  profile: fc.constantFrom("premium", "balanced", "cheap"),
  who: fc.constantFrom("ada", "bob"),
  crashAt: fc.oneof(fc.constant(0), fc.constant(0), fc.integer({ min: 1, max: 7 })),
  isAtOnce: fc.boolean(),
});

/** Ends an operation as a killed process ends. */
class Crash extends Error {}

/** The world as one process on a machine of its own sees it, which is killed before its n-th call. */
function dying(world: World, at: number): World {
  let calls = 0;
  const counted = <Part extends object>(part: Part): Part =>
    new Proxy(part, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== "function") return member;
        return async (...args: unknown[]): Promise<unknown> => {
          calls += 1;
          if (calls === at) throw new Crash();
          return Reflect.apply(member, target, args);
        };
      },
    });
  return {
    ...world,
    clock: manualClock("2026-01-02T12:00:00Z"),
    lock: () => ({ hold: async (_what, work) => work() }),
    async reviews(project) {
      const { forge, branches } = await world.reviews(project);
      return { forge: counted(forge), branches: counted(branches) };
    },
  };
}

interface Place {
  readonly folder: string;
  readonly ada: World;
  readonly bob: World;
}

async function take(place: Place, each: Step): Promise<void> {
  try {
    await carryOutStep(place, each, dying(place[each.who], each.crashAt));
  } catch (error) {
    if (!(error instanceof Crash) && !(error instanceof Failure)) throw error;
  }
}

async function carryOutStep(place: Place, { kind, environment, profile, who }: Step, world: World): Promise<unknown> {
  const asked = { environment, profile, replace: who === "bob" };
  switch (kind) {
    case "switch":
      return switchProfile(world, asked);
    case "switch a task":
      return switchProfile(world, { ...asked, tasks: ["synthesis"] });
    case "switch for a time":
      return switchProfile(world, { ...asked, until });
    case "roll back":
      return rollBack(world, asked);
    case "due":
      return bringDue({ ...world, clock: manualClock("2026-01-02T15:00:00Z") }, { environment });
    case "edit":
      return editByHand(place.folder);
    case "merge":
    case "close":
    case "refresh":
    default: {
      const [pull] = await openPulls(place, environment);
      const works = { merge: mergePullRequest, close: closePullRequest, refresh: refreshPullRequest };
      return pull === undefined ? undefined : works[kind](world, pull.number);
    }
  }
}

async function openPulls({ ada }: Place, environment: string) {
  const { forge } = await openReviews(ada);
  return (await forge.list({ state: "open" })).filter(({ head }) => head === printBranchName(environment));
}

/** Another model in a profile, rendered, committed onto the branch that pull requests go into. */
function editByHand(folder: string): void {
  const sources = sourcesAt(folder, "main");
  const [old, other] = ["gpt-4.1-nano", "gpt-4.1"];
  const cheap = sources["profiles/cheap.yaml"] ?? "";
  const edited = cheap.includes(old) ? cheap.replace(old, other) : cheap.replace(`${other}}`, `${old}}`);
  commitByHand(folder, withOutputs({ ...sources, "profiles/cheap.yaml": edited }));
}

function filesAt(folder: string, ref: string): Record<string, string> {
  const entries = [...git(folder, ["ls-tree", "-r", ref]).matchAll(/ blob (\S+)\t(.*)\n/g)];
  return Object.fromEntries(entries.map(([, blob = "", path = ""]) => [path, textOf(folder, blob)]));
}

const texts = new Map<string, string>();

/** The same few blobs come again and again. */
function textOf(folder: string, blob: string): string {
  const text = texts.get(blob) ?? git(folder, ["cat-file", "blob", blob]);
  texts.set(blob, text);
  return text;
}

function sourcesAt(folder: string, ref: string): Record<string, string> {
  return Object.fromEntries(Object.entries(filesAt(folder, ref)).filter(([path]) => !outputs.has(path)));
}

/** Looked at apart from the code under test: the trees of git, and the list of the forge. */
async function findUnsound(place: Place): Promise<string[]> {
  const standing = await Promise.all(environments.map(async (environment) => openPulls(place, environment)));
  const doubled = standing.filter(({ length }) => length > 1).map(([pull]) => `several from ${pull?.head}`);
  const refs = ["main", ...standing.flat().map(({ head }) => head)];
  return [...doubled, ...refs.filter((ref) => isStale(place.folder, ref)).map((ref) => `stale: ${ref}`)];
}

function isStale(folder: string, ref: string): boolean {
  return !isDeepStrictEqual(filesAt(folder, ref), withOutputs(sourcesAt(folder, ref)));
}

/** Steps that run together: each that is at once with the one before; an edit by hand is alone. */
function together(steps: readonly Step[]): Step[][] {
  const groups: Step[][] = [];
  for (const each of steps) {
    const last = groups.at(-1);
    const isAlone = !each.isAtOnce || each.kind === "edit" || last?.some(({ kind }) => kind === "edit") === true;
    if (last === undefined || isAlone) groups.push([each]);
    else last.push(each);
  }
  return groups;
}

test("any order of requests, merges and bot runs leaves one pull request for each environment, and what its sources give", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 7 }), async (steps) => {
      const folder = makeReviewedProject();
      const place = { folder, ada: await asPerson(folder, "Ada"), bob: await asPerson(folder, "Bob") };
      for (const group of together(steps)) {
        await Promise.all(group.map(async (each) => take(place, each)));
        expect(await findUnsound(place)).toEqual([]);
      }
      const quiet = { who: "ada", crashAt: 0, isAtOnce: false, profile: "premium" } as const;
      for (const environment of environments) {
        await take(place, { ...quiet, environment, kind: "refresh" });
        await take(place, { ...quiet, environment, kind: "merge" });
      }
      expect(await findUnsound(place)).toEqual([]);
    }),
    { numRuns: 8 },
  );
});
