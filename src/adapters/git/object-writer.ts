import { openLastingGit } from "./lasting-git.ts";
import type { GitPlace } from "./run-git.ts";
import { treeMode, type TreeEntry } from "./tree.ts";

/** Writes git objects; an object that is there already is not written again. */
export interface ObjectWriter {
  /** Writes the content of each file as a blob, byte for byte (no end-of-line conversion); the ids in order. */
  writeBlobs(files: readonly string[]): Promise<string[]>;
  /** Writes a tree of entries in any order, and returns its id. */
  writeTree(entries: readonly TreeEntry[]): Promise<string>;
}

/** One `git hash-object` and one `git mktree`, each started when first needed. */
export function openObjectWriter(place: GitPlace): ObjectWriter {
  const blobs = openLastingGit(place, ["hash-object", "-w", "--no-filters", "--stdin-paths"]);
  const trees = openLastingGit(place, ["mktree", "-z", "--missing", "--batch"]);
  return {
    writeBlobs(files) {
      return blobs.ask(async ({ write, incoming }) => {
        write(files.map((file) => `${file}\n`).join(""));
        const ids: string[] = [];
        for (let index = 0; index < files.length; index++) ids.push(await incoming.line());
        return ids;
      });
    },
    writeTree(entries) {
      return trees.ask(({ write, incoming }) => {
        write(Buffer.from(`${entries.map(printEntry).join("")}\0`, "latin1"));
        return incoming.line();
      });
    },
  };
}

function printEntry({ mode, id, rawName }: TreeEntry): string {
  const type = mode === treeMode ? "tree" : mode === "160000" ? "commit" : "blob";
  return `${mode} ${type} ${id}\t${rawName}\0`;
}
