import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { parseSync, Visitor } from "oxc-parser";
import { describe, expect, test } from "vitest";

const src = join(import.meta.dirname, "../src");

/** What a source file reaches for. Paths are relative to `src`. */
interface SourceFile {
  readonly path: string;
  /** Files of `src` that it imports, types included. */
  readonly imports: readonly string[];
  readonly packages: readonly string[];
  /** Members of Node's globals: `process.env`, `console.log`. */
  readonly members: ReadonlySet<string>;
}

const files = readdirSync(src, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(ts|mjs)$/.test(entry.name))
  .map((entry) => relative(src, join(entry.parentPath, entry.name)))
  .filter((path) => roomOf(path) !== "generated")
  .map(readSource);
const rooms = readRooms(readFileSync(join(src, "README.md"), "utf8"));

describe("the house", () => {
  test("has a row in src/README.md for every room", () => {
    expect([...new Set(files.map(({ path }) => roomOf(path)))].filter((room) => !rooms.has(room))).toEqual([]);
  });

  test("lets a room import only what its row says", () => {
    const forbidden = files.flatMap(({ path, imports }) => {
      const allowed = rooms.get(roomOf(path)) ?? new Set();
      const elsewhere = imports.filter((target) => roomOf(target) !== roomOf(path));
      return elsewhere.filter((target) => !allowed.has(roomOf(target))).map((target) => `${path} imports ${target}`);
    });
    expect(forbidden).toEqual([]);
  });

  test("has no import circle", () => {
    expect(findCircle(new Map(files.map(({ path, imports }) => [path, imports])))).toEqual([]);
  });

  test.each([
    { what: "process.env", where: /^(compose\.ts|cli\/|client\/variables\.ts|local-proxy\/start\.ts|build\/)/ },
    { what: "process.stdout", where: /^(cli\/|local-proxy\/start\.ts)/ },
    { what: "process.stderr", where: /^(cli\/|local-proxy\/start\.ts)/ },
    { what: "process.exit", where: /^$/ },
    { what: "console.*", where: /^client\/warn\.ts/ },
  ])("uses $what only where it may", ({ what, where }) => {
    const uses = ({ members }: SourceFile) =>
      what.endsWith("*") ? [...members].some((name) => name.startsWith(what.slice(0, -1))) : members.has(what);
    expect(files.filter((file) => uses(file) && !where.test(file.path)).map(({ path }) => path)).toEqual([]);
  });

  test("starts programs only in adapters, the local proxy and the build", () => {
    const starting = files.filter(({ packages }) => packages.includes("node:child_process"));
    expect(starting.map(({ path }) => path).filter((path) => !/^(adapters|local-proxy|build)\//.test(path))).toEqual(
      [],
    );
  });

  test("calls no file by a name that says nothing", () => {
    const empty = /(^|-)(utils?|helpers?|common|misc|manager|service|handle|handler|process)(-|$)/;
    const named = files.filter(({ path }) => path.split("/").some((part) => empty.test(part.replace(/\.\w+$/, ""))));
    expect(named.map(({ path }) => path).filter((path) => !path.endsWith("/profile-manager.ts"))).toEqual([]);
  });
});

/** The folder below `src`, or the file's own name for one that lies in no folder. */
function roomOf(path: string): string {
  return path.split("/")[0] ?? path;
}

/** Room → rooms that it may import, from the table: `| name | what | may import |`. */
function readRooms(readme: string): Map<string, Set<string>> {
  const result = new Map<string, Set<string>>();
  for (const [, name = "", allowed = ""] of readme.matchAll(/^\| `([\w.-]+)\/?` \|[^|]*\| (.*) \|$/gm)) {
    const above = allowed === "all above" ? [...result.keys()] : [];
    const named = [...allowed.matchAll(/`([\w.-]+)`/g)].map(([, room = ""]) => room);
    result.set(name, new Set([...above, ...named.flatMap((room) => [room, `${room}.ts`])]));
  }
  return result;
}

function readSource(path: string): SourceFile {
  const { module, program, errors } = parseSync(path, readFileSync(join(src, path), "utf8"));
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message}`);
  const members = new Set<string>();
  const dynamic: string[] = [];
  new Visitor({
    MemberExpression({ object, property }) {
      if (object.type === "Identifier" && property.type === "Identifier")
        members.add(`${object.name}.${property.name}`);
    },
    ImportExpression({ source }) {
      if (source.type === "Literal" && typeof source.value === "string") dynamic.push(source.value);
    },
  }).visit(program);
  const reexported = module.staticExports.flatMap(({ entries }) =>
    entries.map(({ moduleRequest }) => moduleRequest?.value),
  );
  const imported = module.staticImports.map(({ moduleRequest }) => moduleRequest.value);
  const all = [...imported, ...reexported, ...dynamic].filter((name) => name !== undefined);
  return {
    path,
    imports: all.filter(isOwn).map((name) => resolveImport(path, name)),
    packages: all.filter((name) => !isOwn(name)),
    members,
  };
}

function isOwn(name: string): boolean {
  return name.startsWith(".");
}

function resolveImport(from: string, name: string): string {
  const target = join(dirname(from), name);
  if (roomOf(target) !== "generated" && !existsSync(join(src, target))) throw new Error(`${from}: no ${name}`);
  return target;
}

/** The files of one circle, or none. */
function findCircle(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const search = (path: string, way: readonly string[]): string[] => {
    if (way.includes(path)) return [...way.slice(way.indexOf(path)), path];
    if (done.has(path)) return [];
    for (const target of graph.get(path) ?? []) {
      const circle = search(target, [...way, path]);
      if (circle.length > 0) return circle;
    }
    done.add(path);
    return [];
  };
  return [...graph.keys()].map((path) => search(path, [])).find((circle) => circle.length > 0) ?? [];
}
