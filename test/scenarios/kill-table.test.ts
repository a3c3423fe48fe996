import { execFile, execFileSync } from "node:child_process";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { composeWorld } from "../../src/compose.ts";
import { bringDue } from "../../src/operations/bring-due.ts";
import { deliver } from "../../src/operations/deliver.ts";
import { readHistory } from "../../src/operations/read-history.ts";
import { readStatus } from "../../src/operations/read-status.ts";
import { switchProfile } from "../../src/operations/switch-profile.ts";
import { withOutputs } from "../fakes/memory-world.ts";
import { smallProject } from "../fakes/small-project.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { startProxyDouble } from "./proxy-double.ts";

/**
 * The real program, killed right before each thing that it does to the world: a file, a rename, a process, a question, a
 * line. Afterwards nothing is lost, `status` says what is there, and the next writing command finishes or undoes it.
 * `KILL_TABLE=all` kills at every point of every operation, and prints what it found; else the long ones are sampled.
 */
const program = join(import.meta.dirname, "../../dist/cli.js");
const killer = pathToFileURL(join(import.meta.dirname, "kill-at-effect.mjs")).href;
const key = "sk-killed-7d20";
const all = process.env["KILL_TABLE"] === "all";
const person = { name: "Ada", email: "ada@example.org" };
const avoided = 'avoid:\n  openai: {until: "2026-01-02T14:00:00Z", reason: "Their outage"}\n';
const sources = withEnvironment("active: premium\n");
/** Each state that an environment can be in: its active profile, and the config that it renders to. */
const states = {
  premium: { profile: "premium", config: configOf("active: premium\n") },
  balanced: { profile: "balanced", config: configOf("active: balanced\n") },
  avoiding: { profile: "premium", config: configOf(`active: premium\n${avoided}`) },
} as const;
type State = keyof typeof states;
const names = ["premium", "balanced", "avoiding"] as const satisfies readonly State[];
const written = "one\ntwo, not committed\n";

interface Operation {
  readonly name: string;
  /** The environment at the beginning; absent, premium is in force. */
  readonly start?: string;
  /** What the program did before, whole. */
  readonly before: readonly (readonly string[])[];
  readonly command: readonly string[];
  /** The worker keeps what it has, so that nothing is proven. */
  readonly silent?: true;
  /** States that the head may declare afterwards. */
  readonly ends: readonly State[];
  /** Every how many points it is killed, unless at all of them. */
  readonly stride: number;
}

const operations: readonly Operation[] = [
  { name: "a first switch", before: [], command: ["switch", "balanced"], ends: ["premium", "balanced"], stride: 3 },
  {
    name: "a switch",
    before: [["deliver"]],
    command: ["switch", "balanced", "--reason", "why"],
    ends: ["premium", "balanced"],
    stride: 2,
  },
  {
    name: "a rollback",
    before: [["switch", "balanced"]],
    command: ["rollback"],
    ends: ["premium", "balanced"],
    stride: 3,
  },
  {
    name: "a provider that is avoided",
    before: [["deliver"]],
    command: ["avoid", "openai", "--for", "2h"],
    ends: ["premium", "avoiding"],
    stride: 4,
  },
  {
    name: "what is due, a profile and a provider at once",
    start: `active: premium\nuntil: {at: "2026-01-02T14:00:00Z", then: balanced}\n${avoided}`,
    before: [["deliver"]],
    command: ["due"],
    ends: ["avoiding", "balanced"],
    stride: 4,
  },
  { name: "a delivery", before: [], command: ["deliver"], ends: ["premium"], stride: 3 },
  {
    name: "a switch that is not proven, and goes back",
    before: [["deliver"]],
    command: ["switch", "balanced"],
    silent: true,
    ends: ["premium", "balanced"],
    stride: 4,
  },
];

test.for(operations)("$name, killed at any point", { timeout: 600_000 }, async (operation) => {
  const start = await makeProject(operation);
  const points = await countEffects(start, operation);
  expect(points).toBeGreaterThan(20);
  const chosen = Array.from({ length: points }, (_, index) => index + 1).filter(
    (point) => all || point % operation.stride === 0,
  );
  const lanes = [0, 1].map(async (lane) => {
    const seen: string[] = [];
    for (const point of chosen.filter((_, index) => index % 2 === lane)) {
      seen.push(await killAndLook(start, operation, point));
    }
    return seen;
  });
  const seen = (await Promise.all(lanes)).flat();
  if (all) process.stderr.write(`${operation.name}, killed at ${seen.length} points: ${countsOf(seen)}\n`);
});

/** `premium declared, nothing delivered: 24; …` */
function countsOf(seen: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const each of seen) counts.set(each, (counts.get(each) ?? 0) + 1);
  return [...counts].map(([each, count]) => `${each}: ${count}`).join("; ");
}

/** Says what was left at first. */
async function killAndLook(start: string, operation: Operation, point: number): Promise<string> {
  const project = await copyOf(start);
  try {
    if (operation.silent) await writeFile(join(project.folder, ".git/proxy"), "silent");
    const ended = await runProgram(project, operation.command, { KILL_AT: String(point) });
    expect(ended, `point ${point} of ${operation.name}`).toBe("SIGKILL");
    await rm(join(project.folder, ".git/proxy"), { force: true });
    const world = await composeWorld({ root: project.folder, variables: project.variables });
    const { head, delivered } = await look(world, project, operation);
    if (operation.command[0] === "switch" && operation.silent === undefined) await switchAgain(world, project);
    else if (operation.command[0] === "due") await bringDueAgain(world, project);
    else await deliverHead(world, project, head);
    return `${head} declared, ${delivered ?? "nothing"} delivered`;
  } catch (error) {
    throw new Error(`Killed at point ${point} of ${operation.name}`, { cause: error });
  } finally {
    await project.remove();
  }
}

/** What a person sees before anything is mended: a head that is whole, a file that is whole, and a true status. */
async function look(world: Awaited<ReturnType<typeof composeWorld>>, project: Project, { ends }: Operation) {
  const head = stateIn(git(project.folder, ["show", "HEAD:environments/default.yaml"]));
  const { profile, config } = states[head];
  expect(ends).toContain(head);
  expect(git(project.folder, ["show", "HEAD:litellm_config.yaml"])).toBe(config);
  const delivered = await readDelivered(project);
  const found = names.find((name) => states[name].config === delivered);
  expect(found === undefined ? undefined : states[found].config).toBe(delivered);
  const status = await readStatus(world, "default");
  expect(status.layers.declared.profile).toBe(profile);
  expect(status.layers.rendered.profile).toBe(profile);
  // What is avoided has no name in an environment where nothing is, nor the other way round.
  if (!ends.includes("avoiding") || delivered === config) {
    expect(status.layers.delivered?.profile).toBe(found && states[found].profile);
  }
  expect(status.drift === null).toBe(delivered === config);
  expect(status.armed).toBeNull();
  expect(await readFile(join(project.folder, "notes.txt"), "utf8")).toBe(written);
  return { head, delivered: found };
}

/** The same command finishes what is missing, and does nothing twice. */
async function switchAgain(world: Awaited<ReturnType<typeof composeWorld>>, project: Project): Promise<void> {
  const result = await switchProfile(world, { environment: "default", profile: "balanced" });
  expect(result).toMatchObject({ success: true, reload_successful: true, to_profile: "balanced" });
  const subjects = git(project.folder, ["log", "--format=%s"]).split("\n");
  expect(subjects.filter((subject) => subject === "Switch default from premium to balanced")).toHaveLength(1);
  await expectWhole(world, project, "balanced");
}

/** It comes once, and what was killed before it was delivered, a delivery makes up for. */
async function bringDueAgain(world: Awaited<ReturnType<typeof composeWorld>>, project: Project): Promise<void> {
  const { environments } = await bringDue(world);
  expect(environments).toMatchObject([{ environment: "default", failure: null }]);
  const messages = git(project.folder, ["log", "--format=%B"]);
  expect(messages.match(/^Profile-Due: .*/gm)).toEqual(["Profile-Due: 2026-01-02T14:00:00Z, 2026-01-02T14:00:00Z"]);
  await deliverHead(world, project, "balanced");
}

/** A delivery brings the proxies to whatever the head declares. */
async function deliverHead(world: Awaited<ReturnType<typeof composeWorld>>, project: Project, head: State) {
  const result = await deliver(world, "default");
  expect(result.proof).toMatchObject({ outcome: "proven" });
  await expectWhole(world, project, head);
}

async function expectWhole(world: Awaited<ReturnType<typeof composeWorld>>, project: Project, state: State) {
  const { profile, config } = states[state];
  expect(await readDelivered(project)).toBe(config);
  expect(git(project.folder, ["status", "--porcelain"])).toBe(" M notes.txt\n");
  expect(await readFile(join(project.folder, "notes.txt"), "utf8")).toBe(written);
  const [newest] = await readHistory(world.store, { environment: "default" });
  expect(newest).toMatchObject({ to: profile, proof: "proven" });
  expect((await readStatus(world, "default")).drift).toBeNull();
}

interface Project {
  readonly folder: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly remove: () => Promise<void>;
}

/** A repository with one commit and uncommitted work, and whatever happened before. */
async function makeProject({ start, before }: Operation): Promise<string> {
  const folder = await temporaryFolder();
  const files = start === undefined ? sources : withEnvironment(start);
  for (const [path, text] of Object.entries(withOutputs(files))) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  git(folder, ["init", "-q", "-b", "main"]);
  git(folder, ["add", "-A"]);
  git(folder, ["commit", "-qm", "Start"]);
  await writeFile(join(folder, "notes.txt"), written);
  const proxy = await startProxyDouble(folder, key);
  onTestFinished(proxy.stop);
  for (const command of before)
    expect(await runProgram({ folder, variables: variablesFor(proxy.url) }, command)).toBe(0);
  return folder;
}

async function copyOf(start: string): Promise<Project> {
  const folder = `${start}-${(copies += 1)}`;
  await cp(start, folder, { recursive: true, preserveTimestamps: true });
  // The copy's files are others than those of the index, which is no edit.
  git(folder, ["update-index", "-q", "--refresh"], [0, 1]);
  const proxy = await startProxyDouble(folder, key);
  const remove = async () => {
    proxy.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { folder, variables: variablesFor(proxy.url), remove };
}

let copies = 0;

async function countEffects(start: string, operation: Operation): Promise<number> {
  const project = await copyOf(start);
  if (operation.silent) await writeFile(join(project.folder, ".git/proxy"), "silent");
  const file = `${project.folder}.trace`;
  await runProgram(project, operation.command, { KILL_TRACE: file });
  const effects: string[] = JSON.parse(await readFile(file, "utf8"));
  await rm(file);
  await project.remove();
  return effects.length;
}

/** The exit code, or the signal that ended it. */
function runProgram(
  { folder, variables }: Pick<Project, "folder" | "variables">,
  command: readonly string[],
  extra: Readonly<Record<string, string>> = {},
): Promise<number | string> {
  const env = { ...variables, ...extra };
  return new Promise((resolve) => {
    execFile(process.execPath, ["--import", killer, program, ...command], { cwd: folder, env }, (error) =>
      resolve(error === null ? 0 : (error.signal ?? error.code ?? "unknown")),
    );
  });
}

function variablesFor(url: string): Record<string, string | undefined> {
  return { ...gitVariables(), LITELLM_URL: url, LITELLM_MASTER_KEY: key };
}

function gitVariables(): Record<string, string | undefined> {
  return {
    PATH: process.env["PATH"],
    HOME: "/nonexistent",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_AUTHOR_NAME: person.name,
    GIT_AUTHOR_EMAIL: person.email,
    GIT_COMMITTER_NAME: person.name,
    GIT_COMMITTER_EMAIL: person.email,
  };
}

function git(folder: string, args: readonly string[], allowed: readonly number[] = [0]): string {
  try {
    return execFileSync("git", args, { cwd: folder, env: gitVariables(), encoding: "utf8" });
  } catch (error) {
    if (error instanceof Error && "status" in error && allowed.includes(Number(error.status))) return "";
    throw error;
  }
}

async function readDelivered({ folder }: Project): Promise<string | undefined> {
  const path = join(folder, ".litellm-profiles/default/litellm_config.yaml");
  return readFile(path, "utf8").catch(() => undefined);
}

/** The small project, with a second provider for one task, and another one in the fallback of the other. */
function withEnvironment(start: string): Record<string, string> {
  return {
    ...smallProject,
    "profiles/premium.yaml": `tasks:
  classification: [{model: openai/gpt-4o}, {model: anthropic/claude-sonnet-4-6}]
  synthesis: [{model: openai/gpt-4o}]
fallbacks: [balanced]
`,
    "profiles/balanced.yaml": `tasks:
  classification: [{model: anthropic/claude-haiku-4-5}]
  synthesis: [{model: anthropic/claude-haiku-4-5}]
`,
    "environments/default.yaml": `${start}deliver: {prove_within: 1s}
proxies: [{url: os.environ/LITELLM_URL, key: os.environ/LITELLM_MASTER_KEY}]
`,
    "notes.txt": "one\n",
  };
}

function configOf(start: string): string {
  return withOutputs(withEnvironment(start))["litellm_config.yaml"] ?? "";
}

function stateIn(environment: string): State {
  if (environment.includes("\navoid:\n")) return "avoiding";
  return environment.startsWith("active: premium\n") ? "premium" : "balanced";
}
