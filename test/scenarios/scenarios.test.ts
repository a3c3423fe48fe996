import { execFile, execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { chmod, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeAll, test } from "vitest";
import { withOutputs } from "../fakes/memory-world.ts";
import { smallProject } from "../fakes/small-project.ts";
import { startProxyDouble } from "./proxy-double.ts";
import { printScenario, readScenario, type Step } from "./read-scenario.ts";

const cases = join(import.meta.dirname, "cases");
const program = join(import.meta.dirname, "../../dist/cli.js");
const key = "sk-scenario-51c0";
const projectSources = {
  ...smallProject,
  "environments/default.yaml": `active: premium
proxies: [{url: os.environ/LITELLM_URL, key: os.environ/LITELLM_MASTER_KEY}]
`,
};

beforeAll(() => {
  if (!existsSync(program)) throw new Error("There is no program to run: npm run build");
});

/** The real program in a real repository, told in plain text. `SCENARIOS=write` writes down what is seen. */
test.concurrent.for(readdirSync(cases))("%s", { timeout: 60_000 }, async (name, { expect, onTestFinished }) => {
  const path = join(cases, name);
  const text = readFileSync(path, "utf8");
  const scenario = readScenario(text);
  const { run, remove } = await makeProject(scenario.documents);
  onTestFinished(remove);
  const seen: Step[] = [];
  for (const { command } of scenario.steps) seen.push(await run(command));
  const remark = text.slice(0, text.indexOf("===="));
  if (process.env["SCENARIOS"] === "write") await writeFile(path, printScenario(remark, { ...scenario, steps: seen }));
  expect(printScenario(remark, { ...scenario, steps: seen })).toBe(readFileSync(path, "utf8"));
});

async function makeProject(documents: Readonly<Record<string, string>>) {
  const base = await realpath(await mkdtemp(join(tmpdir(), "litellm-profiles-")));
  const [folder, bin] = [join(base, "project"), join(base, "bin")];
  await mkdir(bin, { recursive: true });
  await symlink(program, join(bin, "litellm-profiles"));
  await chmod(program, 0o755);
  const env = {
    PATH: `${bin}:${process.env["PATH"]}`,
    HOME: base,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_AUTHOR_NAME: "Ada",
    GIT_AUTHOR_EMAIL: "ada@example.org",
    GIT_COMMITTER_NAME: "Ada",
    GIT_COMMITTER_EMAIL: "ada@example.org",
    LITELLM_MASTER_KEY: key,
  };
  await writeFiles(folder, { ...withOutputs({ ...projectSources, ...documents }), ...documents });
  for (const args of [
    ["init", "-q", "-b", "main"],
    ["add", "-A"],
    ["commit", "-qm", "Start"],
  ]) {
    execFileSync("git", args, { cwd: folder, env });
  }
  const proxy = await startProxyDouble(folder, key);
  const place = { cwd: folder, env: { ...env, LITELLM_URL: proxy.url } };
  return {
    run: (command: string) => runStep(command, place, masks(base, proxy.url)),
    remove: async () => {
      proxy.stop();
      await rm(base, { recursive: true, force: true });
    },
  };
}

async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

type Mask = (text: string) => string;

/** What differs from run to run. */
function masks(base: string, url: string): Mask {
  return (text) =>
    text
      .replaceAll(base, "<folder>")
      .replaceAll(url, "<proxy>")
      .replaceAll(hostname(), "<host>")
      .replaceAll(/\b[0-9a-f]{64}\b/g, "<sha256>")
      .replaceAll(/\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{7,40}\b|\b\d{10,12}\b/g, "<commit>")
      .replaceAll(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{3})?)?Z/g, "<time>")
      .replaceAll(/\(process \d+ /g, "(process <pid> ")
      .replaceAll(/\d+ ms: [^\n]*/g, "<ms>")
      .replaceAll(/\d+ ms\b/g, "<ms>")
      .replaceAll(/"(total|load|check|commit|deliver|prove|note|push|milliseconds)": [\d.]+/g, '"$1": <ms>');
}

function runStep(command: string, place: { cwd: string; env: NodeJS.ProcessEnv }, mask: Mask): Promise<Step> {
  return new Promise((resolve) => {
    execFile("bash", ["-c", command], place, (error, stdout, stderr) => {
      const status = error === null ? 0 : Number(error.code ?? 1);
      resolve({ command, stdout: mask(stdout), stderr: mask(stderr), status });
    });
  });
}
