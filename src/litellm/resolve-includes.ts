import { posix } from "node:path";
import { isJsonArray, isJsonObject } from "../domain/json.ts";
import type { Json, JsonObject } from "../domain/json.ts";
import { must } from "../domain/must.ts";
import { readConfig, type ReadConfig } from "./read-config.ts";

/** A config that can be read. */
type Readable = ReadConfig & { readonly config: JsonObject };

/** A section that an included file takes the place of. */
export interface ReplacedSection {
  readonly section: string;
  readonly before: Json;
  readonly after: Json;
  /** The file that brings it. */
  readonly by: string;
  /** Index of the entry of the config's own `include` that leads to the file. */
  readonly entry: number;
}

/** What comes of a config's `include`. */
export interface ResolvedIncludes {
  /** The config that LiteLLM works with; each place is that of the file that holds it. */
  readonly merged: Readable;
  readonly replaced: readonly ReplacedSection[];
  /** Entries of the config's own `include` that lead to a file that includes itself, by whatever way. */
  readonly cycles: readonly number[];
  /** Included files that are there, by path, whether they can be read or not. */
  readonly files: ReadonlyMap<string, ReadConfig>;
  /** Whether every included file is there. */
  readonly isComplete: boolean;
}

/** Reads the file at a path; undefined where there is none. */
type OpenFile = (path: string) => ReadConfig | undefined;

interface Pending {
  readonly path: string;
  readonly entry: number;
  /** The files through which it is included. */
  readonly through: readonly string[];
}

/**
 * Merges the files that a config includes, breadth first and each once, as LiteLLM does from 1.103 on: lists are
 * joined, anything else is replaced. A file that is not there, or cannot be read, brings nothing.
 */
export function resolveIncludes(file: string, own: Readable, open: OpenFile): ResolvedIncludes {
  const replaced: ReplacedSection[] = [];
  const cycles = new Set<number>();
  const self = posix.normalize(file);
  const files = new Map<string, ReadConfig | undefined>([[self, own]]);
  const merged = new MergedSections(own);
  const pending = includes(own.config).map((path, entry) => ({ path: beside(file, path), entry, through: [self] }));
  for (let next: Pending | undefined = pending.shift(); next !== undefined; next = pending.shift()) {
    const { path, entry, through } = next;
    if (through.includes(path)) cycles.add(entry);
    if (files.has(path)) continue;
    const read = open(path);
    files.set(path, read);
    if (read?.config === undefined) continue;
    const lost = merged.add(read);
    replaced.push(...lost.map((section) => ({ ...section, by: path, entry })));
    pending.push(
      ...includes(read.config).map((each) => ({ path: beside(path, each), entry, through: [...through, path] })),
    );
  }
  files.delete(self);
  const found = new Map([...files].flatMap(([path, read]) => (read === undefined ? [] : [[path, read] as const])));
  return { merged: merged.read(), replaced, cycles: [...cycles], files: found, isComplete: found.size === files.size };
}

/** Paths of the files that a config includes, like its own path; none for what is no config. */
export function includedPaths(file: string, text: string): string[] {
  return includes(readConfig(text, file).config ?? {}).map((path) => beside(file, path));
}

function includes(config: JsonObject): string[] {
  const listed = config["include"];
  return isJsonArray(listed) ? listed.filter((path) => typeof path === "string") : [];
}

function beside(file: string, path: string): string {
  return posix.normalize(posix.isAbsolute(path) ? path : posix.join(posix.dirname(file), path));
}

/** Where the value of a section comes from: one file, or for a list as many as were joined. */
interface Part {
  readonly read: Readable;
  /** Index of its first item in the whole list. */
  readonly from: number;
}

type Path = readonly (string | number)[];

class MergedSections {
  readonly #own: Readable;
  readonly #values: Map<string, Json>;
  readonly #parts: Map<string, readonly Part[]>;
  readonly #all: Readable[];

  constructor(own: Readable) {
    this.#own = own;
    this.#all = [own];
    this.#values = new Map(Object.entries(own.config));
    this.#parts = new Map(Object.keys(own.config).map((section) => [section, [{ read: own, from: 0 }]]));
  }

  /** Puts a config in; the sections that it replaces by something else are returned. */
  add(read: Readable): Pick<ReplacedSection, "section" | "before" | "after">[] {
    this.#all.push(read);
    return Object.entries(read.config).flatMap(([section, after]) => {
      if (section === "include") return [];
      const before = this.#values.get(section);
      if (isJsonArray(before) && isJsonArray(after)) {
        this.#values.set(section, [...before, ...after]);
        this.#parts.set(section, [...this.#partsOf(section), { read, from: before.length }]);
        return [];
      }
      this.#values.set(section, after);
      this.#parts.set(section, [{ read, from: 0 }]);
      const isLoss = before !== undefined && !(isJsonObject(before) && Object.keys(before).length === 0);
      return isLoss ? [{ section, before, after }] : [];
    });
  }

  read(): Readable {
    const config = Object.fromEntries(this.#values);
    return {
      config,
      error: undefined,
      placeOf: (path, which) => {
        const { read, inside } = this.#locate(path);
        return read.placeOf(inside, which);
      },
      spotOf: (path) => {
        const { read, inside } = this.#locate(path);
        return read.spotOf(inside);
      },
      oddKeys: () => this.#all.flatMap((read) => this.#oddKeysOf(read)),
    };
  }

  #partsOf(section: string): readonly Part[] {
    return this.#parts.get(section) ?? [];
  }

  /** The file that holds what the path leads to, and the path there. */
  #locate(path: Path): { read: Readable; inside: Path } {
    const [section, index, ...rest] = path;
    const parts = this.#partsOf(String(section));
    if (typeof index !== "number") return { read: parts.at(-1)?.read ?? this.#own, inside: path };
    const { read, from } = parts.findLast((part) => part.from <= index) ?? { read: this.#own, from: 0 };
    return { read, inside: [must(section, "A section"), index - from, ...rest] };
  }

  /** Keys of a file, at the paths that they have in the whole; those of a section that is replaced count no more. */
  #oddKeysOf(read: Readable): ReturnType<Readable["oddKeys"]> {
    return read.oddKeys().flatMap((key) => {
      const [section, index, ...rest] = key.path;
      if (index === undefined) return [key];
      const part = this.#partsOf(String(section)).find((each) => each.read === read);
      if (part === undefined) return [];
      return [typeof index === "number" ? { ...key, path: [String(section), index + part.from, ...rest] } : key];
    });
  }
}
