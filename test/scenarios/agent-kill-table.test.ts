import { execFile } from "node:child_process";
import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { openAgent } from "../../src/agent/open-agent.ts";
import { composeWorld } from "../../src/compose.ts";
import { readStatus } from "../../src/operations/read-status.ts";
import { environmentOf, git, makeStage, program, sourcesWith, startProxy, type Stage } from "./agent-stage.ts";

/**
 * An agent's pass of the real program, killed right before each thing that it does to the world. The next pass makes up
 * for what is missing; what was not proven is delivered once more at most, and never again after it was noted.
 * `KILL_TABLE=all` kills at every point, else some are taken.
 */
const killer = pathToFileURL(join(import.meta.dirname, "kill-at-effect.mjs")).href;
const all = process.env["KILL_TABLE"] === "all";
const reverting = "{prove_within: 1s, when_unproven: revert}";
const texts = {
  premium: sourcesWith("premium", reverting)["litellm_config.yaml"],
  balanced: sourcesWith("balanced", reverting)["litellm_config.yaml"],
};

interface Operation {
  readonly name: string;
  /** Whether premium is in force before, and balanced was pushed since. */
  readonly isSwitch: boolean;
  /** The worker keeps what it has, so that nothing is proven. */
  readonly isSilent: boolean;
  /** Every how many points it is killed. */
  readonly stride: number;
}

const operations: readonly Operation[] = [
  { name: "a first pass", isSwitch: false, isSilent: false, stride: 11 },
  { name: "a pass that brings a commit in force", isSwitch: true, isSilent: false, stride: 9 },
  { name: "a pass whose commit is not proven, and goes back", isSwitch: true, isSilent: true, stride: 9 },
];

test.for(operations)("$name, killed at any point", { timeout: 900_000 }, async (operation) => {
  const start = await prepare(operation);
  const points = await countEffects(start, operation);
  expect(points).toBeGreaterThan(20);
  const chosen = Array.from({ length: points }, (_, index) => index + 1).filter(
    (point) => all || point % operation.stride === 0,
  );
  for (const point of chosen) await killAndLook(start, operation, point);
});

async function prepare({ isSwitch }: Operation): Promise<Stage> {
  const stage = await makeStage(sourcesWith("premium", reverting));
  if (!isSwitch) return stage;
  const proxy = await startProxy(stage.clone);
  expect(await runOnce(stage, proxy.url)).toBe(0);
  await stage.push(sourcesWith("balanced", reverting));
  return stage;
}

async function killAndLook(start: Stage, operation: Operation, point: number): Promise<void> {
  const stage = await copyOf(start, `killed-${point}`);
  const proxy = await startProxy(stage.clone);
  try {
    await hush(stage, proxy.url, operation);
    expect(await runOnce(stage, proxy.url, { KILL_AT: String(point) })).toBe("SIGKILL");
    await lookAround(stage, proxy.url);
    await goOn(stage, proxy.url, operation);
  } catch (error) {
    throw new Error(`Killed at point ${point} of ${operation.name}`, { cause: error });
  } finally {
    proxy.stop();
    await rm(stage.top, { recursive: true, force: true });
  }
}

/** The worker has what lies there, and keeps it from now on. */
async function hush({ clone }: Stage, url: string, { isSilent }: Operation): Promise<void> {
  if (!isSilent) return;
  await fetch(`${url}/litellm-profiles/workers`);
  await writeFile(join(clone, ".git/proxy"), "silent");
}

/** Whole files, a clone without edits, and a true status. */
async function lookAround({ clone }: Stage, url: string): Promise<void> {
  expect([undefined, texts.premium, texts.balanced]).toContain(await readDelivered(clone));
  expect(git(clone, "status", "--porcelain")).toBe("");
  const world = await composeWorld({ root: clone, variables: environmentOf(url) });
  expect((await readStatus(world, "default")).armed).toBeNull();
}

async function goOn(stage: Stage, url: string, { isSwitch, isSilent }: Operation): Promise<void> {
  const world = await composeWorld({ root: stage.clone, variables: environmentOf(url) });
  const agent = await openAgent(world, { environment: "default" });
  const first = await agent.pass();
  const second = await agent.pass();
  await agent.close();
  const tip = git(stage.origin, "rev-parse", "main").trim();
  const notes = git(stage.origin, "notes", "--ref=litellm-profiles", "show", tip);
  expect(second).toMatchObject({ commit: tip, delivery: null });
  expect(second.conditions.find(({ type }) => type === "Reported")).toMatchObject({ status: "true" });
  expect(git(stage.clone, "status", "--porcelain")).toBe("");
  if (isSilent) {
    expect([first.outcome, second.outcome]).toEqual(["undone", "undone"]);
    expect(await readDelivered(stage.clone)).toBe(texts.premium);
    expect(notes).toMatch(/"outcome":"(unproven|reverted)"/);
    return;
  }
  expect(["applied", "unchanged"]).toContain(first.outcome);
  expect(second.outcome).toBe("unchanged");
  expect(await readDelivered(stage.clone)).toBe(isSwitch ? texts.balanced : texts.premium);
  expect(notes).toContain(`"outcome":"proven"`);
}

async function countEffects(start: Stage, operation: Operation): Promise<number> {
  const stage = await copyOf(start, "counted");
  const proxy = await startProxy(stage.clone);
  await hush(stage, proxy.url, operation);
  const file = join(start.top, "trace");
  await runOnce(stage, proxy.url, { KILL_TRACE: file });
  const effects: string[] = JSON.parse(await readFile(file, "utf8"));
  proxy.stop();
  await rm(stage.top, { recursive: true });
  return effects.length;
}

async function copyOf(start: Stage, name: string): Promise<Stage> {
  const top = `${start.top}-${name}`;
  await cp(start.top, top, { recursive: true, preserveTimestamps: true });
  const [origin, clone] = [join(top, "origin.git"), join(top, "clone")];
  git(clone, "remote", "set-url", "origin", origin);
  // The copy's files are others than those of the index, which is no edit.
  git(clone, "status");
  return { ...start, top, origin, clone };
}

/** The exit code, or the signal that ended it. */
function runOnce({ clone }: Stage, url: string, more: Readonly<Record<string, string>> = {}): Promise<number | string> {
  return new Promise((resolve) => {
    const words = ["--import", killer, program, "agent", "--once"];
    execFile(process.execPath, words, { cwd: clone, env: environmentOf(url, more) }, (error) =>
      resolve(error === null ? 0 : (error.signal ?? error.code ?? "unknown")),
    );
  });
}

async function readDelivered(clone: string): Promise<string | undefined> {
  const path = join(clone, ".litellm-profiles/default/litellm_config.yaml");
  return readFile(path, "utf8").catch(() => undefined);
}
