import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { transform } from "esbuild";

/** Node's hook for loading a module: TypeScript becomes JavaScript. */
export async function load(url, context, next) {
  if (!url.endsWith(".ts")) return next(url, context);
  const source = await readFile(fileURLToPath(url), "utf8");
  const { code } = await transform(source, { loader: "ts", target: "node20.17", sourcefile: fileURLToPath(url) });
  return { format: "module", source: code, shortCircuit: true };
}
