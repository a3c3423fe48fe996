import childProcess from "node:child_process";
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

/**
 * Loaded before the real program: counts everything that it does to the world outside its process, and kills it, as the
 * kernel would, right before number `KILL_AT`. Without a number it writes the list of them to the file `KILL_TRACE`.
 */
const killAt = Number(process.env.KILL_AT ?? Number.POSITIVE_INFINITY);
const traceFile = process.env.KILL_TRACE;
const writeTrace = fs.writeFileSync;
const trace = [];

function effect(name) {
  trace.push(name);
  if (trace.length === killAt) process.kill(process.pid, "SIGKILL");
}

function wrap(target, name, label) {
  const original = target[name];
  target[name] = function counted(...args) {
    effect(`${label} ${describe(args)}`.trimEnd());
    return Reflect.apply(original, this, args);
  };
}

function describe([first, second]) {
  return [first, ...(Array.isArray(second) ? second : [])].filter((word) => typeof word === "string").join(" ");
}

const changes = ["rename", "writeFile", "appendFile", "mkdir", "rmdir", "rm", "unlink", "link", "symlink", "utimes"];
for (const name of changes) {
  wrap(fs.promises, name, name);
  wrap(fs, name, name);
  wrap(fs, `${name}Sync`, name);
}
for (const name of ["spawn", "execFile"]) wrap(childProcess, name, "run");
wrap(globalThis, "fetch", "ask");
wrap(process.stdout, "write", "print");
wrap(process.stderr, "write", "tell");
syncBuiltinESMExports();

if (traceFile !== undefined) process.on("exit", () => writeTrace(traceFile, JSON.stringify(trace)));
