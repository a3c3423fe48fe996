import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { preparePythonEnvironment } from "../../../src/local-proxy/python-environment.ts";
import type { Bench } from "../bench.ts";
import type { Measurement, Row } from "../measurement.ts";
import { printBigConfig } from "../stage/big-project.ts";
import { cliOf, measureCli, timeNode } from "../stage/run-cli.ts";
import { medianOf, round } from "../statistics.ts";

const runs = 11;
const run = promisify(execFile);

/** Another program that does a part of the work. */
interface Competitor {
  readonly name: string;
  /** Milliseconds for a file. */
  readonly time: (file: string) => Promise<number>;
}

/** `validate` beside programs that do a part of it, in one run: whole processes, one after the other. */
export const lintRow: Row = {
  name: "lint",
  measure: (bench) =>
    bench.inFolder(async (folder) => [
      await compare(bench, folder, { deployments: 24, goalRatio: 3 }),
      await compare(bench, folder, { deployments: 1000, goalRatio: 8 }),
      await measureFindings(bench, folder),
    ]),
};

async function compare(
  bench: Bench,
  folder: string,
  size: { deployments: number; goalRatio: number },
): Promise<Measurement> {
  const file = join(folder, `${size.deployments}.yaml`);
  const text = printBigConfig(size.deployments);
  await writeFile(file, text);
  const programs = [
    { name: "node -e 0", time: () => timeNode(folder, ["-e", "0"]) },
    { name: "validate", time: () => timeNode(folder, [cliOf(bench), "validate", file]) },
    ...(await competitors(bench, folder)),
  ].map((each: Competitor) => ({ ...each, took: new Array<number>() }));
  for (let turn = 0; turn < runs; turn += 1) for (const { time, took } of programs) took.push(await time(file));
  const medians = new Map(programs.map(({ name, took }) => [name, medianOf(took)]));
  const bare = medians.get("node -e 0") ?? Number.NaN;
  const ratios = [...medians].slice(1).map(([name, median]) => [name, round(median / bare)] as const);
  const own = ratios[0]?.[1] ?? Number.NaN;
  const others = ratios.slice(1).map(([name, ratio]) => `${name} ${ratio} ×`);
  return {
    what: `\`validate\` of ${size.deployments + 1} deployments (${Math.round(text.length / 1000)} kB), beside others`,
    measured: `${own} × \`node -e 0\` (${[...others, `${round(bare)} ms`, `n = ${runs}`].join(", ")})`,
    goal: `≤ ${size.goalRatio} ×`,
    reached: own <= size.goalRatio,
    details: Object.fromEntries([...medians].map(([name, median]) => [name, round(median)])),
  };
}

/** Where every one of 10,000 deployments has a finding, each needs its place, its line and its words. */
async function measureFindings(bench: Bench, folder: string): Promise<Measurement> {
  const file = join(folder, "findings.yaml");
  await writeFile(file, printBigConfig(10_000).replaceAll("timeout: 30", "max_retries: many"));
  const usages = [];
  for (let turn = 0; turn < 3; turn += 1)
    usages.push(
      await measureCli(bench, folder, ["validate", file, "-o", "report.txt", "--rule", "parameter-value=warning"]),
    );
  const cpuSeconds = medianOf(usages.map((usage) => usage.cpuSeconds));
  const peakMegabytes = medianOf(usages.map((usage) => usage.peakMegabytes));
  return {
    what: "`validate` of a config with 10000 deployments and as many findings",
    measured: `${cpuSeconds} s of CPU, ${peakMegabytes} MB at the peak (medians, n = 3)`,
    goal: "≤ 1 s CPU, ≤ 200 MB",
    reached: cpuSeconds <= 1 && peakMegabytes <= 200,
    details: { cpuSeconds, peakMegabytes },
  };
}

/** js-yaml only reads; yamllint and check-jsonschema are installed once, from a lock. */
async function competitors({ root, say }: Bench, folder: string): Promise<Competitor[]> {
  const load = `require("js-yaml").load(require("fs").readFileSync(process.argv[1], "utf8"))`;
  const environment = {
    name: "yaml-linters",
    locks: join(import.meta.dirname, "../locks"),
    cache: join(root, ".cache"),
  };
  const bin = dirname(await preparePythonEnvironment({ ...environment, env: process.env, say }));
  const schema = join(folder, "schema.json");
  const { stdout } = await run(process.execPath, [join(root, "dist/cli.js"), "schema"], { maxBuffer: 1e8 });
  await writeFile(schema, stdout);
  return [
    { name: "js-yaml", time: (file) => timeNode(root, ["-e", load, file]) },
    { name: "yamllint", time: (file) => timeProgram(join(bin, "yamllint"), ["-d", "relaxed", "--no-warnings", file]) },
    {
      name: "check-jsonschema",
      time: (file) => timeProgram(join(bin, "check-jsonschema"), ["--schemafile", schema, file]),
    },
  ];
}

/** Milliseconds, whatever the program thinks of the file. */
async function timeProgram(path: string, args: readonly string[]): Promise<number> {
  const start = performance.now();
  await run(path, args).catch(() => undefined);
  return performance.now() - start;
}
