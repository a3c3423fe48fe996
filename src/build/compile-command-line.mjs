import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Script } from "node:vm";

/**
 * `node compile-command-line.mjs FOLDER WORD…` runs the command line of a build with these words, and writes what V8
 * compiled for that into `command-line.compiled`, behind the code; `cli/launch.ts` reads it.
 */
const [folder, ...words] = process.argv.slice(2);
const filename = join(folder, "command-line.js");
const code = readFileSync(filename);
const script = new Script(code.toString("latin1"), { filename });
process.on("exit", () => {
  writeFileSync(join(folder, "command-line.compiled"), Buffer.concat([code, script.createCachedData()]));
  process.exitCode = 0;
});
process.argv.splice(2, Infinity, ...words);
script.runInThisContext()(createRequire(filename), filename, folder);
