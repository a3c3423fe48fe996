import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../../", import.meta.url));
const dist = join(root, "dist");

/** `cli.js`, which runs one of the programs. */
const launcher = "src/cli/launch.ts";
const commandLine = "src/cli/main.ts";

/** Commands that only read and write files of the work tree: half of the code is enough for them. */
const readingCommands = ["validate", "explain", "schema", "render", "list", "types"];

/** The command line, by the name of its file in `dist`: with every command, and with those alone that only read. */
const commandLines = { "command-line.js": [loadOnUse()], "reading-line.js": [loadOnUse(), leaveOut()] };

/** ES modules by the name of their file in `dist`; they share chunks. */
const modules = { index: "src/index.ts", start: "src/local-proxy/start.ts" };

/** What applications call the proxy with. */
const client = "src/client/index.ts";

/** Data that stands beside the code that reads it, in `src` and in `dist` alike. */
const data = {
  facts: "src/litellm/facts",
  schemas: "src/schemas",
  locks: "src/local-proxy/locks",
  python: "src/local-proxy/python",
  "hook/litellm_profiles_hook.py": "src/hook/litellm_profiles_hook.py",
};

/** Packages that are CommonJS call `require` for Node's own modules. */
const urlOfFile = 'require("node:url").pathToFileURL(__filename).href';
const requireBanner = 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';

/** How all code is bundled. */
const settings = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target: "node20.17",
  // The build of `yaml` for Node is CommonJS and takes eight times as long to load.
  alias: {
    yaml: join(dirname(createRequire(import.meta.url).resolve("yaml/package.json")), "browser/dist/index.js"),
  },
  minifySyntax: true,
  minifyWhitespace: true,
  logLevel: "warning",
};

/** Commander starts no program for us: the third of Node that it would start them with is loaded if it ever does. */
function loadOnUse() {
  return {
    name: "load-on-use",
    setup({ onLoad }) {
      onLoad({ filter: /commander[\\/]lib[\\/]command\.js$/ }, async ({ path }) => {
        const code = await readFile(path, "utf8");
        const [statement, name, module] = /^const (\w+) = (require\('node:child_process'\));$/m.exec(code) ?? [];
        if (statement === undefined) return undefined;
        return { contents: code.replace(statement, "").replaceAll(`${name}.`, `${module}.`) };
      });
    },
  };
}

/** Every other command is there by its name alone: the launcher starts another program for it. */
function leaveOut() {
  return {
    name: "leave-out",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.\/[a-z-]+\.ts$/ }, ({ path, kind, importer }) => {
        const isCommand = kind === "dynamic-import" && importer.endsWith(join("cli", "commands", "index.ts"));
        const isLeftOut = isCommand && !readingCommands.includes(basename(path, ".ts"));
        return isLeftOut ? { path, namespace: "left-out" } : undefined;
      });
      onLoad({ filter: /.*/, namespace: "left-out" }, () => ({
        contents: "export function define() {}\nexport const completionOf = () => ({ define });",
      }));
    },
  };
}

/** What this build and the one before it consist of: a program that runs during a build still finds its chunks. */
const listName = ".build.json";

if (existsSync(new URL("generate.mjs", import.meta.url))) await (await import("./generate.mjs")).generate();
await mkdir(join(root, ".cache"), { recursive: true });
const scratch = await mkdtemp(join(root, ".cache/build-"));
try {
  // The program that is compiled finds what it finds in the package.
  await cp(join(root, "package.json"), join(scratch, "package.json"));
  const staging = join(scratch, "dist");
  await Promise.all(
    [bundleModules, bundleClient, bundleLauncher, bundlePrograms, declare, copyData].map((make) => make(staging)),
  );
  await compilePrograms(staging);
  await publish(staging);
} finally {
  await rm(scratch, { recursive: true, force: true });
}

async function bundleModules(folder) {
  await build({
    ...settings,
    entryPoints: present(modules).map(([name, path]) => ({ in: path, out: name })),
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    // All chunks lie flat, so that `new URL("./facts/…", import.meta.url)` means the same in every one of them.
    chunkNames: "[name]-[hash]",
    splitting: true,
    format: "esm",
    banner: { js: requireBanner },
    define: { __filename: "import.meta.filename", __dirname: "import.meta.dirname" },
  });
}

/** For Node and browsers alike, without a dependency. */
async function bundleClient(folder) {
  const file = join(folder, "client.mjs");
  await build({
    ...settings,
    entryPoints: [client],
    outfile: file,
    format: "esm",
    platform: "neutral",
    target: "es2022",
  });
}

async function bundleLauncher(folder) {
  const file = join(folder, "cli.js");
  const define = { READING_COMMANDS: JSON.stringify(readingCommands) };
  await build({ ...settings, entryPoints: [launcher], outfile: file, format: "cjs", define });
  await chmod(file, 0o755);
}

/** Each is one function of what Node gives a CommonJS module; in plain ASCII. */
async function bundlePrograms(folder) {
  const bundle = ([name, plugins]) =>
    build({
      ...settings,
      entryPoints: [commandLine],
      outfile: join(folder, name),
      format: "cjs",
      banner: { js: `(function (require, __filename, __dirname) { const moduleUrl = ${urlOfFile};` },
      footer: { js: "})" },
      define: { "import.meta.url": "moduleUrl" },
      plugins,
      // Only `serve` needs them, which loads them from their packages; no other command reads past them.
      external: ["fastify", "@fastify/*", "ajv", "prom-client"],
    });
  await Promise.all(Object.entries(commandLines).map(bundle));
}

/** Keeps what V8 compiles for `validate` of this project; of what is not used there, nothing. */
async function compilePrograms(folder) {
  const program = join(root, "src/build/compile-program.mjs");
  const compile = (name) =>
    promisify(execFile)(process.execPath, [program, join(folder, name), "validate"], { cwd: root });
  await Promise.all(Object.keys(commandLines).map(compile));
}

/** Type declarations of the package's export. */
async function declare(folder) {
  if (!existsSync(join(root, modules.index))) return;
  const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
  const project = join(root, "src/build/tsconfig.json");
  await promisify(execFile)(process.execPath, [tsc, "--project", project, "--outDir", join(folder, "types")]);
}

async function copyData(folder) {
  await writeModuleType(folder, "commonjs");
  await writeModuleType(join(folder, "types"), "module");
  for (const [name, path] of present(data)) await cp(join(root, path), join(folder, name), { recursive: true });
}

/** What Node and TypeScript take the `.js` and `.d.ts` files of a folder for. */
async function writeModuleType(folder, type) {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), `${JSON.stringify({ type })}\n`);
}

/**
 * Moves every file to its place by a rename, the programs last: whoever starts one finds all that it needs.
 * What neither this build nor the one before it made is removed.
 */
async function publish(folder) {
  const files = await filesBelow(folder);
  const before = await readList();
  const programs = new Set(["cli.js", ...Object.keys(modules).map((name) => `${name}.mjs`)]);
  for (const file of files.toSorted((a, b) => Number(programs.has(a)) - Number(programs.has(b)))) {
    await mkdir(dirname(join(dist, file)), { recursive: true });
    await rename(join(folder, file), join(dist, file));
  }
  const stale = (await filesBelow(dist)).filter((file) => ![listName, ...files, ...before].includes(file));
  await Promise.all(stale.map((file) => rm(join(dist, file), { force: true })));
  await writeFile(join(dist, listName), JSON.stringify(files));
}

async function readList() {
  const list = join(dist, listName);
  return existsSync(list) ? JSON.parse(await readFile(list, "utf8")) : [];
}

async function filesBelow(folder) {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

/** The parts whose source exists. */
function present(parts) {
  return Object.entries(parts).filter(([, path]) => existsSync(join(root, path)));
}
