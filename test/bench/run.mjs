import { register } from "node:module";

/** Runs the benchmark from its sources: every file keeps its own `import.meta`, and the data beside it. */
register("./transpile.mjs", import.meta.url);
// Node 20 parses this bundle whenever a process starts, which is nobody's speed but its own.
delete process.env.NODE_EXTRA_CA_CERTS;
await import("./main.ts");
