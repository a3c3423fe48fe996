import { readdir, readFile, stat } from "node:fs/promises";
import { posix, resolve } from "node:path";
import type { Readable } from "node:stream";
import { Failure } from "../../domain/failure.ts";
import type { SourceFiles } from "../../domain/source-files.ts";
import { decodeText } from "./decode-text.ts";
import { isCode } from "./is-code.ts";

/** Where names are looked up. */
export interface NamedFilesPlace {
  readonly root: string;
  readonly standardInput: Readable;
  /** The path that standard input goes by. */
  readonly standardInputName: string;
  /** Which files of a folder are meant when only the folder is named. */
  readonly isWanted: (text: string) => boolean;
}

/** Ten times the biggest config that anybody is known to have. */
const mostBytes = 25_000_000;

/**
 * Texts by path, as named: files, folders (their YAML files, at any depth), globs, `-` for standard input. Throws
 * `no-such-file`, `file-unreadable`, and `no-config` for a folder that holds nothing wanted.
 */
export async function readNamedFiles(names: readonly string[], place: NamedFilesPlace): Promise<SourceFiles> {
  const texts = new Map<string, string>();
  for (const name of names) for (const [path, found] of await readNamed(name, place)) texts.set(path, found);
  return texts;
}

async function readNamed(name: string, place: NamedFilesPlace): Promise<[string, string][]> {
  if (name === "-") return [[place.standardInputName, await readStream(place)]];
  const status = await statOf(place.root, name);
  if (status === undefined) return readMatching(name, place.root);
  if (!status.isDirectory()) return [[name, await readText(place.root, name)]];
  const files = await readAll(place.root, await yamlFilesBelow(place.root, name));
  const wanted = files.filter(([, found]) => place.isWanted(found));
  if (wanted.length > 0) return wanted;
  const what = files.length === 0 ? "YAML file" : "LiteLLM config";
  throw new Failure("no-config", `Folder \`${name}\` holds no ${what}`, "Name the file itself, or another folder");
}

async function readMatching(name: string, root: string): Promise<[string, string][]> {
  const { default: picomatch } = await import("picomatch");
  const { base, isGlob } = picomatch.scan(name);
  const isFolder = isGlob && (await statOf(root, base || "."))?.isDirectory() === true;
  const matches = picomatch(name);
  const paths = isFolder ? (await filesBelow(root, base || ".")).filter((path) => matches(path)) : [];
  if (paths.length > 0) return readAll(root, paths);
  if (isGlob) throw new Failure("no-such-file", `Nothing matches \`${name}\``, "Name a file, or another pattern");
  throw new Failure("no-such-file", `There is no \`${name}\``, "Name a file, a folder, a glob, or `-`");
}

async function yamlFilesBelow(root: string, folder: string): Promise<string[]> {
  return (await filesBelow(root, folder)).filter((path) => /\.ya?ml$/i.test(path));
}

/** Files at any depth, in order; hidden folders, packages and what links point to are left out. */
async function filesBelow(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(resolve(root, folder), { withFileTypes: true }).catch(refuse(folder));
  const paths = entries
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(async (entry) => {
      const path = posix.join(folder, entry.name);
      if (!entry.isDirectory()) return entry.isFile() ? [path] : [];
      return entry.name.startsWith(".") || entry.name === "node_modules" ? [] : filesBelow(root, path);
    });
  return (await Promise.all(paths)).flat();
}

function readAll(root: string, paths: readonly string[]): Promise<[string, string][]> {
  return Promise.all(paths.map(async (path) => [path, await readText(root, path)] as [string, string]));
}

async function readText(root: string, path: string): Promise<string> {
  const { size } = await stat(resolve(root, path)).catch(refuse(path));
  refuseSize(path, size);
  return decodeText(await readFile(resolve(root, path)).catch(refuse(path)));
}

/** Gives up as soon as there is too much: a stream need not end. */
async function readStream({ standardInput, standardInputName }: NamedFilesPlace): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of standardInput) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    refuseSize(standardInputName, size);
    chunks.push(bytes);
  }
  return decodeText(Buffer.concat(chunks));
}

function refuseSize(path: string, size: number): void {
  if (size <= mostBytes) return;
  const hint = "LiteLLM would read it for minutes at every start: split it, or name another file";
  throw new Failure("file-unreadable", `\`${path}\` is larger than ${mostBytes / 1_000_000} MB`, hint);
}

async function statOf(root: string, path: string) {
  return stat(resolve(root, path)).catch((error: unknown) => {
    if (["ENOENT", "ENOTDIR", "ENAMETOOLONG"].some((code) => isCode(error, code))) return undefined;
    return refuse(path)(error);
  });
}

function refuse(path: string): (error: unknown) => never {
  return (error) => {
    const why = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
    const hint = "Make it readable, or name another file";
    throw new Failure("file-unreadable", `\`${path}\` cannot be read${why}`, hint, { cause: error });
  };
}

/** Reads plain files, by absolute path or below the root; what cannot be read is left out. */
export function readPlainFiles(root: string): (paths: readonly string[]) => Promise<SourceFiles> {
  return async (paths) => {
    const found = await Promise.all(paths.map((path) => readPlain(root, path)));
    return new Map(found.flat());
  };
}

async function readPlain(root: string, path: string): Promise<(readonly [string, string])[]> {
  try {
    const file = resolve(root, path);
    return (await stat(file)).isFile() ? [[path, decodeText(await readFile(file))]] : [];
  } catch {
    return [];
  }
}
