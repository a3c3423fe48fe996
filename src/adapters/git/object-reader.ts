import { spawn, type ChildProcessByStdio } from "node:child_process";
import { Socket } from "node:net";
import type { Readable, Writable } from "node:stream";
import { readIncoming, type IncomingBytes } from "./incoming-bytes.ts";
import { gitRefused, globalOptions, type GitPlace } from "./run-git.ts";

export interface GitObject {
  readonly id: string;
  /** `commit`, `tree`, `blob` or `tag`. */
  readonly type: string;
  readonly data: Buffer;
}

/** Reads git objects by name: an id, or whatever git understands as a revision. */
export interface ObjectReader {
  /** One answer per name, in order; undefined where there is no such object. */
  read(names: readonly string[]): Promise<(GitObject | undefined)[]>;
}

interface CatFile {
  readonly child: ChildProcessByStdio<Writable, Readable, null>;
  readonly incoming: IncomingBytes;
}

const header = /^([0-9a-f]{40,64}) (commit|tree|blob|tag) (\d+)$/;

/**
 * One `git cat-file --batch` for the life of this process, started when first needed. It sees new objects and moved
 * refs, does not keep the process alive, and ends with it.
 */
export function openObjectReader(place: GitPlace): ObjectReader {
  let running: CatFile | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  const answer = async (names: readonly string[], attempts = 2): Promise<(GitObject | undefined)[]> => {
    running ??= start(place);
    const catFile = running;
    hold(catFile, true);
    try {
      return await ask(catFile, names);
    } catch (error) {
      // Somebody may have ended it while it was idle.
      running = undefined;
      catFile.child.kill();
      if (attempts > 1) return await answer(names, attempts - 1);
      throw gitRefused("cat-file ended early", { cause: error });
    } finally {
      hold(catFile, false);
    }
  };
  return {
    read(names) {
      const result = turn.then(async () => answer(names));
      turn = result.catch(() => undefined);
      return result;
    },
  };
}

function start({ folder, variables }: GitPlace): CatFile {
  const child = spawn("git", [...globalOptions, "cat-file", "--batch"], {
    cwd: folder,
    env: variables,
    stdio: ["pipe", "pipe", "ignore"],
  });
  // A child that could not start, or is gone, shows as the end of its output.
  child.on("error", () => child.stdout.destroy());
  child.stdin.on("error", () => undefined);
  return { child, incoming: readIncoming(child.stdout) };
}

/** Whether the child keeps this process alive. */
function hold({ child }: CatFile, alive: boolean): void {
  const pipes = [child.stdin, child.stdout].filter((pipe) => pipe instanceof Socket);
  for (const handle of [child, ...pipes]) {
    if (alive) handle.ref();
    else handle.unref();
  }
}

async function ask({ child, incoming }: CatFile, names: readonly string[]): Promise<(GitObject | undefined)[]> {
  // A line break would end the question early; no object has one in its name.
  child.stdin.write(names.map((name) => `${/[\r\n\0]/.test(name) ? "" : name}\n`).join(""));
  const answers: (GitObject | undefined)[] = [];
  for (let index = 0; index < names.length; index++) answers.push(await readAnswer(incoming));
  return answers;
}

async function readAnswer(incoming: IncomingBytes): Promise<GitObject | undefined> {
  const [, id, type, size] = header.exec(await incoming.line()) ?? [];
  if (id === undefined || type === undefined) return undefined;
  const framed = await incoming.bytes(Number(size) + 1);
  return { id, type, data: framed.subarray(0, -1) };
}
