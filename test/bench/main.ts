import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { defaultRelease } from "../litellm/releases.ts";
import { openBench } from "./bench.ts";
import type { Measurement, Row } from "./measurement.ts";
import { describeProcessor, printTable, readLoad, type Results } from "./report.ts";
import { fireRows } from "./rows/fire.ts";
import { rows } from "./rows/index.ts";
import { serveRows } from "./rows/serve.ts";

/**
 * `npm run bench -- [--only NAME]… [--switches N] [--json]`: measures, prints, and writes `bench-results.json`.
 * `npm run bench:fire` adds `--fire`: the long runs, which write `bench-fire-results.json`. `npm run bench:serve` adds
 * `--serve`: the control plane, which writes `bench-serve-results.json`.
 */
const { values } = parseArgs({
  options: {
    fire: { type: "boolean", default: false },
    serve: { type: "boolean", default: false },
    only: { type: "string", multiple: true },
    switches: { type: "string" },
    json: { type: "boolean", default: false },
  },
});
const set = chooseSet();
const root = join(import.meta.dirname, "../..");
const bench = openBench({ root, switches: Number(values.switches ?? set.switches), say });
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop());

const results = await run(choose(values.only)).finally(() => bench.stop());
await writeFile(join(root, set.file), `${JSON.stringify(results, null, 2)}\n`);
process.stdout.write(values.json ? `${JSON.stringify(results, null, 2)}\n` : printTable(results));

function chooseSet() {
  if (values.fire) return { rows: fireRows, switches: 10_000, file: "bench-fire-results.json" };
  if (values.serve) return { rows: serveRows, switches: 1000, file: "bench-serve-results.json" };
  return { rows, switches: 1000, file: "bench-results.json" };
}

function choose(names: readonly string[] | undefined): readonly Row[] {
  const known = set.rows.map(({ name }) => name);
  const unknown = names?.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`No row \`${unknown}\`; there are ${known.join(", ")}`);
  return set.rows.filter(({ name }) => names?.includes(name) ?? true);
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
    litellm: defaultRelease,
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
