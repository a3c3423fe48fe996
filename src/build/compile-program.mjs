import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { Script } from "node:vm";

/**
 * `node compile-program.mjs NAME.js WORD…` runs a program of a build with these words, and writes what V8 compiled for
 * that into `NAME.compiled`, behind the code; `cli/launch.ts` reads it.
 */
const [filename, ...words] = process.argv.slice(2);
const code = readFileSync(filename);
const script = new Script(code.toString("latin1"), { filename });
process.on("exit", () => {
  writeFileSync(filename.replace(/\.js$/, ".compiled"), Buffer.concat([code, script.createCachedData()]));
  process.exitCode = 0;
});
process.argv.splice(2, Infinity, ...words);
script.runInThisContext()(createRequire(filename), filename, dirname(filename));
