import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { Failure } from "../../domain/failure.ts";
import { gistOf } from "./git-words.ts";
import type { Repository } from "./repository.ts";
import { globalOptions, type GitPlace } from "./run-git.ts";

/** A configured remote, and how git reaches it (see `remoteVariables`). */
export interface RemotePlace extends GitPlace {
  readonly name: string;
  /** For one command. */
  readonly withinMilliseconds: number;
}

/** A repository, and one of its remotes. */
export interface RemoteRepository {
  readonly repository: Repository;
  readonly remote: RemotePlace;
}

export interface RemoteAnswer {
  readonly exitCode: number;
  readonly printed: string;
  readonly said: string;
}

type Git = ChildProcessByStdio<null, Readable, Readable>;

/** `http.lowSpeed…` ends a transfer that stands still even where this process is gone. */
const options = [...globalOptions, "-c", "http.lowSpeedLimit=1", "-c", "http.lowSpeedTime=60"];

/** A connection that ssh keeps for the next command may hold the pipes open after git has ended. */
const drainMilliseconds = 100;

/**
 * Runs a git command that talks to a remote, in a session of its own: there is no terminal on which ssh could ask, and
 * at the end of its time the programs that git started end with it (simple-git ends git alone, which leaves them
 * behind). Throws `remote-unreachable` then.
 */
export async function runRemoteGit(remote: RemotePlace, args: readonly string[]): Promise<RemoteAnswer> {
  const child: Git = spawn("git", [...options, ...args], {
    cwd: remote.folder,
    env: remote.variables,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [printed, said] = [collect(child.stdout), collect(child.stderr)];
  const timer = setTimeout(() => endGroup(child), remote.withinMilliseconds);
  try {
    const exitCode = await exitOf(child);
    if (exitCode === null) throw unreachable(remote, `no answer within ${remote.withinMilliseconds / 1000} s`);
    return { exitCode, printed: printed(), said: said() };
  } finally {
    clearTimeout(timer);
    child.stdout.destroy();
    child.stderr.destroy();
  }
}

/** The remote could not be asked, for a reason in git's words. */
export function unreachableBy(remote: Pick<RemotePlace, "name">, { said }: Pick<RemoteAnswer, "said">): Failure {
  const gist = gistOf(said);
  return unreachable(remote, gist === "" ? "git ended without a word" : gist);
}

function unreachable({ name }: Pick<RemotePlace, "name">, reason: string): Failure {
  return new Failure(
    "remote-unreachable",
    `Remote \`${name}\` cannot be reached: ${reason}`,
    `Try \`git ls-remote ${name}\`, which has to work without asking for anything`,
  );
}

/** Null where it was ended by a signal. */
async function exitOf(child: Git): Promise<number | null> {
  const closed = once(child, "close");
  closed.catch(() => undefined);
  const [exitCode]: (number | null)[] = await once(child, "exit");
  await Promise.race([closed, sleep(drainMilliseconds)]);
  return exitCode ?? null;
}

function endGroup({ pid }: Git): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch {
    // It has just ended by itself.
  }
}

function collect(stream: Readable): () => string {
  const chunks: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString();
}
