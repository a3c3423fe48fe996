import { createHash } from "node:crypto";
import { mkdir, readFile, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { lock } from "proper-lockfile";
import { replaceFile } from "../adapters/files/replace-file.ts";
import { Failure } from "../domain/failure.ts";
import { findPython, type Python } from "./find-python.ts";
import { type CommandResult, runCommand } from "./run-command.ts";
import { uvVariables } from "./uv-variables.ts";

/** What to prepare, and where. */
export interface PythonEnvironmentOptions {
  /** Name of a lock: `litellm-1.106.2`, `python-tools`. */
  readonly name: string;
  /** Folder of that lock; absent, the one beside this program. */
  readonly locks?: string;
  /** Folder that holds the environments, `.cache`. */
  readonly cache: string;
  /** The process's variables: the path to Python, and the user's settings of pip and uv. */
  readonly env: NodeJS.ProcessEnv;
  /** Is told each step that takes long. */
  readonly say: (line: string) => void;
  readonly signal?: AbortSignal;
}

const ownLocks = fileURLToPath(new URL("./locks", import.meta.url));

/** Variables that would send packages somewhere else than into the environment. */
const misleading = new Set(["PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PYTHONHOME", "PYTHONPATH", "UV_SYSTEM_PYTHON"]);

/**
 * A virtual environment that holds exactly what a lock names, installed with hashes required; made once, then cached.
 * Returns the absolute path of its interpreter. A killed installation is begun anew; of several callers one installs
 * and the others wait. Throws `python-missing` or `packages-unavailable`.
 */
export async function preparePythonEnvironment(options: PythonEnvironmentOptions): Promise<string> {
  const job = await describe(options);
  if (await isComplete(job)) return job.python;
  await mkdir(options.cache, { recursive: true });
  const release = await takeTurn(job);
  try {
    if (!(await isComplete(job))) await install(job);
  } finally {
    await release();
  }
  return job.python;
}

interface Job extends PythonEnvironmentOptions {
  readonly folder: string;
  /** Interpreter of the environment. */
  readonly python: string;
  readonly lockFile: string;
  /** Written when all is installed; holds `stamp`. */
  readonly marker: string;
  /** Changes with the lock. */
  readonly stamp: string;
}

async function describe(options: PythonEnvironmentOptions): Promise<Job> {
  const lockFile = join(options.locks ?? ownLocks, `${options.name}.txt`);
  const stamp = createHash("sha256")
    .update(await readFile(lockFile))
    .digest("hex");
  const folder = resolve(options.cache, options.name);
  const env = Object.fromEntries(Object.entries(options.env).filter(([name]) => !misleading.has(name)));
  return {
    ...options,
    env,
    folder,
    lockFile,
    stamp,
    python: join(folder, "bin/python"),
    marker: join(folder, "complete"),
  };
}

/** The marker alone is not enough: the Python behind the environment may have been removed since. */
async function isComplete(job: Job): Promise<boolean> {
  const stamp = await readFile(job.marker, "utf8").catch(() => undefined);
  return stamp === job.stamp && (await run(job, job.python, ["-I", "-c", ""])).ok;
}

async function takeTurn(job: Job): Promise<() => Promise<void>> {
  const options = { realpath: false, stale: 30_000, lockfilePath: `${job.folder}.lock` };
  try {
    return await lock(job.folder, options);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ELOCKED")) throw error;
    job.say(`Another process prepares \`${job.name}\`, waiting for it`);
    return lock(job.folder, { ...options, retries: { retries: 1800, factor: 1, minTimeout: 500 } });
  }
}

async function install(job: Job): Promise<void> {
  await rm(job.folder, { recursive: true, force: true });
  const python = await findPython(job.env);
  job.say(`Installing \`${job.name}\` into \`${job.folder}\`, once`);
  if (python.hasPip) await installWithPip(job, python);
  else await installWithUv(job, python);
  await replaceFile(job.marker, job.stamp);
}

/** pip brings a locked uv, which is ten times as fast; where that does not work here, pip installs all. */
async function installWithPip(job: Job, python: Python): Promise<void> {
  must(job, await run(job, python.command, ["-I", "-m", "venv", job.folder]));
  const pip = ["-I", "-m", "pip"];
  const settings = await run(job, job.python, [...pip, "config", "list"]);
  const bootstrap = await run(job, job.python, [...pip, ...installing(join(ownLocks, "uv.txt"))]);
  if (bootstrap.ok && (await uvInstall(job, join(dirname(job.python), "uv"), settings.output)).ok) return;
  job.say("uv could not install them, trying pip, which takes a minute or two");
  must(job, await run(job, job.python, [...pip, ...installing(job.lockFile)]));
}

/** Where Python comes without pip, a uv on the path does. */
async function installWithUv(job: Job, python: Python): Promise<void> {
  const created = await run(job, "uv", ["venv", "--no-project", "--python", python.command, job.folder]);
  if (!created.ok) {
    throw new Failure(
      "python-missing",
      `\`${python.command}\` cannot make virtual environments: it comes without \`ensurepip\`, and no \`uv\` is on the path`,
      "Install `python3-venv` (Debian, Ubuntu) or `uv`",
    );
  }
  must(job, await uvInstall(job, "uv", ""));
}

/** A lock is complete; pip would refuse one whose packages ask for `other[extra]`, which stands there without the extra. */
function installing(lockFile: string): string[] {
  return ["install", "--no-deps", "--require-hashes", "-r", lockFile];
}

function uvInstall(job: Job, uv: string, pipConfig: string): Promise<CommandResult> {
  const withSettings = { ...job, env: { ...job.env, ...uvVariables(pipConfig, job.env) } };
  return run(withSettings, uv, ["pip", ...installing(job.lockFile), "--python", job.python]);
}

function run(job: Job, file: string, args: readonly string[]): Promise<CommandResult> {
  return runCommand(file, args, { env: job.env, signal: job.signal });
}

function must(job: Job, { ok, output }: CommandResult): void {
  if (ok) return;
  const lines = output.trim().split("\n");
  const reason = lines.findLast((line) => /^error/i.test(line)) ?? lines.at(-1);
  throw new Failure(
    "packages-unavailable",
    `The Python packages of \`${job.name}\` could not be installed: ${reason}`,
    "Check the network and the index in pip's settings (`pip config list`)",
  );
}
