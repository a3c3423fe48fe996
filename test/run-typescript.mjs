import { register } from "node:module";
import { pathToFileURL } from "node:url";

/** `node test/run-typescript.mjs FILE ARGUMENTS…` runs a program from its sources: every file keeps its own `import.meta`. */
register("./transpile.mjs", import.meta.url);
// Node 20 parses this bundle whenever a process starts, which is nobody's speed but its own.
delete process.env.NODE_EXTRA_CA_CERTS;
const [file] = process.argv.splice(2, 1);
await import(pathToFileURL(file).href);
