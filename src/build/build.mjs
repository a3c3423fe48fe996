import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../../", import.meta.url));
const dist = join(root, "dist");

/** Programs by the name of their file in `dist`. */
const entries = { cli: "src/cli/main.ts", index: "src/index.ts", start: "src/local-proxy/start.ts" };

/** Data that stands beside the code that reads it, in `src` and in `dist` alike. */
const data = {
  facts: "src/litellm/facts",
  schemas: "src/schemas",
  locks: "src/local-proxy/locks",
  python: "src/local-proxy/python",
  "hook/litellm_profiles_hook.py": "src/hook/litellm_profiles_hook.py",
};

/** Packages that are CommonJS call `require` for Node's own modules. */
const requireBanner = 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';

/** What this build and the one before it consist of: a program that runs during a build still finds its chunks. */
const listName = ".build.json";

if (existsSync(new URL("generate.mjs", import.meta.url))) await (await import("./generate.mjs")).generate();
await mkdir(join(root, ".cache"), { recursive: true });
const staging = await mkdtemp(join(root, ".cache/build-"));
try {
  await Promise.all([bundle(staging), declare(staging), copyData(staging)]);
  await publish(staging);
} finally {
  await rm(staging, { recursive: true, force: true });
}

async function bundle(folder) {
  await build({
    absWorkingDir: root,
    entryPoints: present(entries).map(([name, path]) => ({ in: path, out: name })),
    outdir: folder,
    // All chunks lie flat, so that `new URL("./facts/…", import.meta.url)` means the same in every one of them.
    chunkNames: "[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20.17",
    banner: { js: requireBanner },
    define: { __filename: "import.meta.filename", __dirname: "import.meta.dirname" },
    // The build of `yaml` for Node is CommonJS and takes eight times as long to load.
    alias: {
      yaml: join(dirname(createRequire(import.meta.url).resolve("yaml/package.json")), "browser/dist/index.js"),
    },
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: "warning",
  });
  if (existsSync(join(folder, "cli.js"))) await makeRunnable(join(folder, "cli.js"));
}

async function makeRunnable(file) {
  const code = await readFile(file, "utf8");
  if (!code.startsWith("#!")) await writeFile(file, `#!/usr/bin/env node\n${code}`);
  await chmod(file, 0o755);
}

/** Type declarations of the package's export. */
async function declare(folder) {
  if (!existsSync(join(root, entries.index))) return;
  const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
  const project = join(root, "src/build/tsconfig.json");
  await promisify(execFile)(process.execPath, [tsc, "--project", project, "--outDir", join(folder, "types")]);
}

async function copyData(folder) {
  for (const [name, path] of present(data)) await cp(join(root, path), join(folder, name), { recursive: true });
}

/**
 * Moves every file to its place by a rename, the programs last: whoever starts one finds all that it needs.
 * What neither this build nor the one before it made is removed.
 */
async function publish(folder) {
  const files = await filesBelow(folder);
  const before = await readList();
  const programs = new Set(Object.keys(entries).map((name) => `${name}.js`));
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
