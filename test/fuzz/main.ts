import { fork, type ChildProcess } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { sample } from "fast-check";
import { anyText } from "./texts.ts";

/** `npm run fuzz -- [--seconds N] [--seed N]`: tries texts until the time is over; what breaks is kept in `.cache/fuzz`. */
const { values } = parseArgs({
  options: { seconds: { type: "string", default: "60" }, seed: { type: "string", default: String(Date.now() % 1e9) } },
});
const root = join(import.meta.dirname, "../..");
const folder = join(root, ".cache/fuzz");
const batch = 200;

/** Longer than any text of the fuzzer takes, on a busy machine, too. */
const limitMilliseconds = 20_000;

const end = performance.now() + Number(values.seconds) * 1000;
let [seed, tried, broken] = [Number(values.seed), 0, 0];
let victim = startVictim();
await mkdir(folder, { recursive: true });
for (; performance.now() < end; seed += 1) {
  for (const text of sample(anyText, { seed, numRuns: batch })) {
    const error = await attack(text);
    tried += 1;
    if (error !== undefined) await keep(text, error);
  }
}
victim.kill("SIGKILL");
process.stdout.write(`${tried} texts, ${broken} broken (seeds ${values.seed} to ${seed - 1})\n`);
process.exitCode = broken === 0 ? 0 : 1;

function startVictim(): ChildProcess {
  return fork(join(root, "test/run-typescript.mjs"), [join(import.meta.dirname, "victim.ts")], {
    serialization: "advanced",
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
}

/** What went wrong, if anything; a victim that hangs or dies is replaced. */
async function attack(text: string): Promise<string | undefined> {
  const current = victim;
  const error = await new Promise<string | undefined>((resolve) => {
    const timer = setTimeout(() => resolve(`No answer in ${limitMilliseconds} ms`), limitMilliseconds);
    const settle = (how: string | undefined): void => {
      clearTimeout(timer);
      current.removeAllListeners();
      resolve(how);
    };
    current.once("message", (answer: { error?: string }) => settle(answer.error));
    current.once("exit", () => settle("The process died"));
    current.send(text);
  });
  if (error?.startsWith("No answer") === true || current.exitCode !== null || current.signalCode !== null) {
    current.kill("SIGKILL");
    victim = startVictim();
  }
  return error;
}

async function keep(text: string, error: string): Promise<void> {
  broken += 1;
  const file = join(folder, `${seed}-${tried}.json`);
  await writeFile(file, JSON.stringify({ error, text }, null, 2));
  process.stderr.write(`${file}: ${error.split("\n").slice(0, 3).join(" ")}\n`);
}
