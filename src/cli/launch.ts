#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { Script } from "node:vm";

/** Commands that half of the code is enough for; the build says which. */
declare const READING_COMMANDS: readonly string[];

/**
 * The program that the package names: runs the command line by what V8 made of it at build time. There are two, one with
 * every command and one, smaller, for those that only read: reading code takes as long as most of their work.
 * What does not fit (another release of Node, an edited file) is passed over, and V8 compiles anew; nothing is written.
 * The build makes this a CommonJS module, as Node starts those soonest.
 */
const program = `${__dirname}/${READING_COMMANDS.includes(process.argv[2] ?? "") ? "reading" : "command"}-line`;
const filename = `${program}.js`;
load()(require, filename, __dirname);

/** A function of what Node gives a CommonJS module. */
function load(): (required: NodeJS.Require, filename: string, dirname: string) => void {
  const code = readFileSync(filename);
  const cachedData = readCompiled(code);
  const script = new Script(code.toString("latin1"), { filename, ...(cachedData && { cachedData }) });
  return script.runInThisContext();
}

/** V8 asks of the code that it was compiled from no more than its length, so that code stands in front of the rest. */
function readCompiled(code: Buffer): Buffer | undefined {
  try {
    const compiled = readFileSync(`${program}.compiled`);
    return compiled.subarray(0, code.length).equals(code) ? compiled.subarray(code.length) : undefined;
  } catch {
    return undefined;
  }
}
