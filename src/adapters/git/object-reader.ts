import type { IncomingBytes } from "./incoming-bytes.ts";
import { openLastingGit } from "./lasting-git.ts";
import type { GitPlace } from "./run-git.ts";

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

const header = /^([0-9a-f]{40,64}) (commit|tree|blob|tag) (\d+)$/;

/** One `git cat-file --batch`, which sees new objects and moved refs. */
export function openObjectReader(place: GitPlace): ObjectReader {
  const git = openLastingGit(place, ["cat-file", "--batch"]);
  return {
    read(names) {
      return git.ask(async ({ write, incoming }) => {
        // A line break would end the question early; no object has one in its name.
        write(names.map((name) => `${/[\r\n\0]/.test(name) ? "" : name}\n`).join(""));
        const answers: (GitObject | undefined)[] = [];
        for (let index = 0; index < names.length; index++) answers.push(await readAnswer(incoming));
        return answers;
      });
    },
  };
}

async function readAnswer(incoming: IncomingBytes): Promise<GitObject | undefined> {
  const [, id, type, size] = header.exec(await incoming.line()) ?? [];
  if (id === undefined || type === undefined) return undefined;
  const framed = await incoming.bytes(Number(size) + 1);
  return { id, type, data: framed.subarray(0, -1) };
}
