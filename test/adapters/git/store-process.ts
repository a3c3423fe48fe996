import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { build } from "esbuild";
import { makeFolder, variables as defaults } from "./git-repository.ts";

export interface StoreProcess {
  readonly folder: string;
  /** Body of an async function of `store`; what it returns is printed, a failure as its code. */
  readonly body: string;
  readonly variables?: Record<string, string | undefined>;
}

const program = makeProgram();

/** Bundles the store with a program that evaluates what it is told. */
async function makeProgram(): Promise<string> {
  const file = join(makeFolder(), "program.cjs");
  await build({
    stdin: {
      contents: `import { openStore } from "./src/adapters/git/open-store.ts";
        const [folder, body] = process.argv.slice(2);
        const work = new (async () => {}).constructor("store", body);
        openStore(folder, process.env).then(work).then(
          (value) => console.log(JSON.stringify(value)),
          (error) => console.log(JSON.stringify(error.code ?? String(error))),
        );`,
      resolveDir: join(import.meta.dirname, "../../.."),
    },
    bundle: true,
    platform: "node",
    format: "cjs",
    outfile: file,
    logLevel: "error",
  });
  return file;
}

/** Works on a store in a process of its own; null where that was killed. */
export async function runStoreProcess({ folder, body, variables = defaults }: StoreProcess): Promise<unknown> {
  const child = spawn(process.execPath, [await program, folder, body], {
    env: variables,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  child.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  const [, signal]: unknown[] = await once(child, "close");
  return signal === null ? JSON.parse(printed) : null;
}
