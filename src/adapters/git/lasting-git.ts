import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { Socket } from "node:net";
import type { Readable, Writable } from "node:stream";
import { readIncoming, type IncomingBytes } from "./incoming-bytes.ts";
import { gitRefused, globalOptions, type GitPlace } from "./run-git.ts";

/** What a question is put to. */
export interface Asked {
  readonly write: (text: string | Buffer) => void;
  readonly incoming: IncomingBytes;
}

/** A git command that answers one question after another, so that only the first waits for a process. */
export interface LastingGit {
  /**
   * Asks when everybody before has their answer. The question is put once more where git was ended meanwhile, so it
   * must not matter how often. Throws `git-refused`.
   */
  ask<T>(question: (git: Asked) => Promise<T>): Promise<T>;
}

interface Running extends Asked {
  readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  /** Rejects with what git said. */
  readonly refuse: (cause: unknown) => Promise<never>;
}

/**
 * One process of the command for the life of this process, started when first needed. It does not keep this process
 * alive, and ends with it.
 */
export function openLastingGit(place: GitPlace, command: readonly string[]): LastingGit {
  let running: Running | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  const answer = async <T>(question: (git: Asked) => Promise<T>, attempts = 2): Promise<T> => {
    running ??= start(place, command);
    const git = running;
    hold(git, true);
    try {
      return await question(git);
    } catch (error) {
      // Somebody may have ended it while it was idle.
      running = undefined;
      git.child.kill();
      return attempts > 1 ? await answer(question, attempts - 1) : await git.refuse(error);
    } finally {
      hold(git, false);
    }
  };
  return {
    ask(question) {
      const result = turn.then(async () => answer(question));
      turn = result.catch(() => undefined);
      return result;
    },
  };
}

function start({ folder, variables }: GitPlace, command: readonly string[]): Running {
  const child = spawn("git", [...globalOptions, ...command], {
    cwd: folder,
    env: variables,
    stdio: ["pipe", "pipe", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (words: Buffer) => (said = (said + words.toString()).slice(0, 4096)));
  // A child that could not start, or is gone, shows as the end of its output.
  child.on("error", () => child.stdout.destroy());
  child.stdin.on("error", () => undefined);
  const closed = once(child, "close").catch(() => undefined);
  return {
    child,
    write: (text) => void child.stdin.write(text),
    incoming: readIncoming(child.stdout),
    async refuse(cause) {
      await closed;
      throw gitRefused(said === "" ? `${command[0]} ended early` : said, { cause });
    },
  };
}

/** Whether the child keeps this process alive. */
function hold({ child }: Running, alive: boolean): void {
  const pipes = [child.stdin, child.stdout, child.stderr].filter((pipe) => pipe instanceof Socket);
  for (const handle of [child, ...pipes]) {
    if (alive) handle.ref();
    else handle.unref();
  }
}
