import { mkdir } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

/** Bundles `run-truth.ts` into `.cache` and runs it there. Facts are read beside the program in `dist`. */
const root = new URL("../../", import.meta.url);
const bundle = new URL(".cache/truth.mjs", root);
await mkdir(new URL(".cache/", root), { recursive: true });
await build({
  absWorkingDir: import.meta.dirname,
  entryPoints: ["run-truth.ts"],
  outfile: bundle.pathname,
  bundle: true,
  packages: "external",
  format: "esm",
  platform: "node",
  target: "node20.17",
  define: {
    "import.meta.url": JSON.stringify(new URL("dist/truth.js", root).href),
    "import.meta.dirname": JSON.stringify(import.meta.dirname),
  },
});
await import(pathToFileURL(bundle.pathname).href);
