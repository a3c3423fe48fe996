import type { GitObject, ObjectReader } from "./object-reader.ts";

/** One entry of a git tree. */
export interface TreeEntry {
  /** Octal, as in a tree object: `100644`, `100755`, `120000` (symbolic link), `40000` (tree), `160000` (commit). */
  readonly mode: string;
  readonly id: string;
  /** Bytes of the name, one character a byte, so that a name in any encoding survives. */
  readonly rawName: string;
}

export const treeMode = "40000";

/** Whether the entry is a regular file. */
export function isFile({ mode }: Pick<TreeEntry, "mode">): boolean {
  return mode.startsWith("100");
}

/** A name or path as the bytes that git keeps, one character a byte. */
export function toRaw(text: string): string {
  return Buffer.from(text).toString("latin1");
}

export function fromRaw(raw: string): string {
  return Buffer.from(raw, "latin1").toString();
}

/** Entries of a tree object. */
function parseTree({ id, data }: GitObject): TreeEntry[] {
  const idBytes = id.length / 2;
  const entries: TreeEntry[] = [];
  for (let at = 0; at < data.length;) {
    const space = data.indexOf(" ", at);
    const end = data.indexOf(0, space);
    entries.push({
      mode: data.toString("latin1", at, space),
      rawName: data.toString("latin1", space + 1, end),
      id: data.toString("hex", end + 1, end + 1 + idBytes),
    });
    at = end + 1 + idBytes;
  }
  return entries;
}

/** Entries of the tree that a name leads to (a tree, or a commit's tree by `^{tree}`); none where there is no such tree. */
export async function readTree(objects: ObjectReader, name: string): Promise<TreeEntry[]> {
  const [tree] = await objects.read([name]);
  return tree?.type === "tree" ? parseTree(tree) : [];
}

/** The entry at a path below a tree; undefined where there is none. */
export async function findEntry(objects: ObjectReader, tree: string, path: string): Promise<TreeEntry | undefined> {
  let found: TreeEntry | undefined = { mode: treeMode, id: tree, rawName: "" };
  for (const name of path.split("/").filter((part) => part !== "")) {
    if (found.mode !== treeMode) return undefined;
    const raw = toRaw(name);
    found = (await readTree(objects, found.id)).find((entry) => entry.rawName === raw);
    if (found === undefined) return undefined;
  }
  return found;
}

/** Every regular file at or below an entry that lies at `path`, by path. */
export async function listFiles(objects: ObjectReader, entry: TreeEntry, path: string): Promise<[string, TreeEntry][]> {
  if (isFile(entry)) return [[path, entry]];
  if (entry.mode !== treeMode) return [];
  const children = await readTree(objects, entry.id);
  const lists = await Promise.all(
    children.map(async (child) => {
      const name = fromRaw(child.rawName);
      return listFiles(objects, child, path === "" ? name : `${path}/${name}`);
    }),
  );
  return lists.flat();
}
