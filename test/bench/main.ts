import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openBench, release } from "./bench.ts";
import type { Measurement, Row } from "./measurement.ts";
import { describeProcessor, printTable, readLoad, type Results } from "./report.ts";
import { rows } from "./rows/index.ts";

/** `npm run bench -- [--only NAME]… [--switches N] [--json]`: measures, prints, and writes `bench-results.json`. */
const { values } = parseArgs({
  options: {
    only: { type: "string", multiple: true, default: rows.map(({ name }) => name) },
    switches: { type: "string", default: "1000" },
    json: { type: "boolean", default: false },
  },
});
const root = join(import.meta.dirname, "../..");
const bench = openBench({ root, switches: Number(values.switches), say });
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop());

const results = await run(choose(values.only)).finally(() => bench.stop());
await writeFile(join(root, "bench-results.json"), `${JSON.stringify(results, null, 2)}\n`);
process.stdout.write(values.json ? `${JSON.stringify(results, null, 2)}\n` : printTable(results));

function choose(names: readonly string[]): readonly Row[] {
  const known = rows.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`No row \`${unknown}\`; there are ${known.join(", ")}`);
  return rows.filter(({ name }) => names.includes(name));
}

async function run(chosen: readonly Row[]): Promise<Results> {
  const [start, before] = [performance.now(), readLoad()];
  const measurements: Measurement[] = [];
  for (const row of chosen) {
    say(`Measuring ${row.name}`);
    measurements.push(...(await row.measure(bench).catch((error: unknown) => [tellError(row, error)])));
  }
  const machine = {
    load_before: before,
    load_after: readLoad(),
    ...describeProcessor(),
    litellm: release,
    at: new Date().toISOString(),
    seconds: Math.round((performance.now() - start) / 1000),
  };
  return { version: 1, machine, measurements };
}

/** What else was measured is not lost. */
function tellError({ name }: Row, error: unknown): Measurement {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  say(text.slice(-4000));
  return { what: name, measured: text.split("\n")[0] ?? "", goal: "", reached: false, details: {} };
}

async function stop(): Promise<void> {
  await bench.stop();
  process.exit(130);
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
