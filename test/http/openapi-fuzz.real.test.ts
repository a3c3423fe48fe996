import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { Failure } from "../../src/domain/failure.ts";
import { preparePythonEnvironment } from "../../src/local-proxy/python-environment.ts";
import { runCommand } from "../../src/local-proxy/run-command.ts";
import { environment, fiveTasks } from "../scenarios/five-tasks.ts";
import { makeServedProject, run, serve } from "../scenarios/served-project.ts";

/**
 * Schemathesis asks the real server what its OpenAPI document allows, and what it does not: values at the edges, noise,
 * bodies and types that are wrong, other methods, no token. Every answer must be one that the document declares. `FUZZ_EXAMPLES=500` asks more.
 */
const examples = process.env["FUZZ_EXAMPLES"] ?? "5";
const sources = { ...fiveTasks, "environments/default.yaml": `${environment}deliver: {prove_within: 1s}\n` };
const sound = { report: "", isThorough: true, defects: [] };
const locks = join(import.meta.dirname, "locks");

describe("the OpenAPI document", () => {
  let program: string | undefined;
  let missing = "";

  beforeAll(async () => {
    try {
      const python = await preparePythonEnvironment({
        name: "schemathesis",
        locks,
        cache: ".cache",
        env: process.env,
        say: (line) => void process.stderr.write(`${line}\n`),
      });
      program = join(dirname(python), "st");
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      missing = error.message;
    }
  });

  /** What Schemathesis reports where something is wrong, whether it asked enough, and what the server's log says of defects. */
  async function askAll({ url, stderr }: Awaited<ReturnType<typeof serve>>, ...headers: readonly string[]) {
    const config = ["--config-file", join(import.meta.dirname, "schemathesis.toml")];
    const sent = headers.flatMap((header) => ["--header", header]);
    const args = [...config, "run", "--no-color", "--max-examples", examples, ...sent, `${url}/openapi.json`];
    const { ok, output } = await runCommand(program ?? "", args, { env: process.env });
    const [, cases] = /^ {2}(\d+) generated/m.exec(output) ?? [];
    const defects = stderr()
      .split("\n")
      .filter((line) => line.includes("Defect"));
    return { report: ok ? "" : output, isThorough: Number(cases) > 400, defects };
  }

  test.for([
    { what: "answers", mode: "" },
    { what: "proves nothing", mode: "silent" },
    { what: "does not answer", mode: "", url: "http://127.0.0.1:9" },
  ])("holds for programs on this machine, beside a proxy that $what", async ({ mode, url }, context) => {
    context.skip(program === undefined, missing);
    const project = await makeServedProject(sources);
    await writeFile(join(project.root, ".git/proxy"), mode);
    const env = { ...project.env, LITELLM_URL: url ?? project.env.LITELLM_URL };
    const server = await serve({ ...project, env }, "--local", "--port", "0");
    expect(await askAll(server)).toEqual(sound);
  });

  test("holds for whoever has a token, and whoever has none", async (context) => {
    context.skip(program === undefined, missing);
    const project = await makeServedProject(sources);
    const { stdout } = await run(project, "litellm-profiles token create fuzz --role admin");
    const server = await serve(project, "--port", "0");
    expect(await askAll(server, `Authorization: Bearer ${stdout.trim()}`)).toEqual(sound);
  });
});
