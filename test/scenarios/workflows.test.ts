import { spawnSync } from "node:child_process";
import { accessSync, chmodSync, constants, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { fetchedTool, ownTool, starterWorkflows } from "../../src/operations/starter-workflows.ts";
import { git, makeFolder, variables } from "../adapters/git/git-repository.ts";
import { makeReviewedProject, reviewedSources } from "../fakes/reviewed-project.ts";

const root = join(import.meta.dirname, "../..");
const program = join(root, "dist/cli.js");
const { version, scripts }: { version: string; scripts: Readonly<Record<string, string>> } = JSON.parse(
  readFileSync(join(root, "package.json"), "utf8"),
);

interface Workflow {
  readonly jobs: Readonly<
    Record<string, { readonly steps: readonly { readonly run?: string; readonly env?: Record<string, string> }[] }>
  >;
}

/** A project that is reviewed in its own repository, so that the steps need no account. */
function project() {
  const bin = makeFolder();
  const npx = join(bin, "npx");
  writeFileSync(
    npx,
    `#!/bin/sh\n[ "$1 $2" = "--yes litellm-profiles@${version}" ] || exit 97\nshift 2\nexec "${process.execPath}" "${program}" "$@"\n`,
  );
  chmodSync(npx, 0o755);
  const folder = makeReviewedProject(reviewedSources);
  return { folder, path: `${bin}:${process.env["PATH"]}` };
}

type Given = Readonly<Record<string, string>>;

interface Step {
  readonly run: string;
  readonly env: Readonly<Record<string, string>>;
}

function stepsOf(name: string): Step[] {
  const text = starterWorkflows(fetchedTool(version)).get(`.github/workflows/litellm-profiles-${name}.yml`) ?? "";
  const { jobs }: Workflow = parse(text);
  return Object.values(jobs)
    .flatMap(({ steps }) => steps)
    .flatMap(({ run, env = {} }) => (run === undefined ? [] : [{ run, env }]));
}

function runWorkflow(here: ReturnType<typeof project>, name: string, given: Given = {}) {
  return runSteps(here, stepsOf(name), given);
}

/** What the tests below have run. */
const ran = new Set<string>();

/** Runs what steps run, as a runner does. `given` stands for what GitHub fills in. */
function runSteps({ folder, path }: ReturnType<typeof project>, steps: readonly Step[], given: Given) {
  const fill = (value: string) =>
    value.replaceAll(/\$\{\{ (.+?) \}\}/g, (_, expression: string) => given[expression] ?? "");
  const results = steps.map(({ run, env }) => {
    ran.add(run);
    return spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", run], {
      cwd: folder,
      env: {
        ...variables,
        PATH: path,
        GITHUB_STEP_SUMMARY: join(folder, "summary.md"),
        ...Object.fromEntries(Object.entries(env).map(([key, value]) => [key, fill(value)])),
      },
      encoding: "utf8",
    });
  });
  return {
    statuses: results.map(({ status }) => status),
    output: results.map(({ stdout, stderr }) => stdout + stderr).join(""),
  };
}

const person = { "github.actor": "ada", "github.actor_id": "7" };
const branch = "litellm-profiles/default";

describe("the workflows that `init` writes", () => {
  test("switch asks for what was filled in, in the name of whoever did", () => {
    const here = project();
    const { statuses, output } = runWorkflow(here, "switch", {
      ...person,
      "inputs.environment": "default",
      "inputs.profile": "balanced",
      "inputs.reason": "half the price",
      "inputs.for": "4h",
    });
    expect([statuses, output]).toEqual([[0], expect.stringContaining("Pull request 1 is opened")]);
    const message = git(here.folder, ["log", "-1", "--format=%an <%ae>%n%B", branch]);
    expect(message).toContain("ada <7+ada@users.noreply.github.com>\n");
    expect(message).toContain("Profile-Reason: half the price\n");
    expect(message).toContain("Profile-Until: ");
  });

  test("switch takes nothing that is filled in for a command or an option", () => {
    const here = project();
    const { statuses, output } = runWorkflow(here, "switch", {
      "github.actor": '$(touch "$HOME/seen") `id`',
      "github.actor_id": "7",
      "inputs.environment": "default",
      "inputs.profile": "--help",
      "inputs.reason": '"; touch seen; $(touch seen) `touch seen`',
      "inputs.for": "",
    });
    expect([statuses, output]).toEqual([[2], expect.stringContaining("Profile `--help` does not exist")]);
    expect(existsSync(join(here.folder, "seen"))).toBe(false);
  });

  test("validate judges what comes in, and writes what code scanning takes", () => {
    const here = project();
    runWorkflow(here, "switch", { ...person, "inputs.environment": "default", "inputs.profile": "balanced" });
    git(here.folder, ["merge", "--quiet", "--no-ff", "--message=As GitHub merges it", branch]);
    // A runner stands on no branch, where this forge knows no default one: the steps' own checkout leads there.
    const [checkout, ...gate] = stepsOf("validate");
    expect(runSteps(here, checkout === undefined ? [] : [checkout], {}).statuses).toEqual([0]);
    expect(git(here.folder, ["log", "-1", "--format=%s"])).toBe("Start\n");
    git(here.folder, ["switch", "--quiet", "--force-create", "main"]);
    const { statuses } = runSteps(here, gate, { "github.event.pull_request.number": "1" });
    expect(statuses).toEqual([0]);
    expect(JSON.parse(readFileSync(join(here.folder, "gate.sarif"), "utf8"))).toMatchObject({ version: "2.1.0" });
    const pull = git(here.folder, ["show", "refs/litellm-profiles/pull/1:pull.json"]);
    expect(pull).toContain('"description": "default: premium → balanced"');
  });

  test("verify delivers, rollback asks, and due finds nothing due", () => {
    const here = project();
    runWorkflow(here, "switch", { ...person, "inputs.environment": "default", "inputs.profile": "balanced" });
    git(here.folder, ["merge", "--quiet", "--no-ff", "--message=Merge it", branch]);
    const chosen = { ...person, "inputs.environment || 'default'": "default" };
    expect(runWorkflow(here, "verify", chosen).output).toContain("Delivered: `balanced` of `default`");
    expect(runWorkflow(here, "due").output).toContain("Nothing is due");
    const undone = runWorkflow(here, "rollback", {
      ...person,
      "inputs.environment": "default",
      "inputs.reason": "slow",
    });
    expect([undone.statuses, undone.output]).toEqual([
      [0],
      expect.stringContaining("Roll back default from balanced to premium"),
    ]);
    const named = { ...person, "inputs.environment": "default", "inputs.commit": "--force" };
    expect(runWorkflow(here, "rollback", named).statuses).toEqual([2]);
  });
});

/** What the steps of a workflow run, in its text. */
function runsIn(text: string): string[] {
  const { jobs }: Workflow = parse(text);
  return Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
}

describe("every workflow of this repository", () => {
  test("that `init` writes too runs nothing that the tests above have not run", () => {
    const own = [...starterWorkflows(ownTool).values()].flatMap(runsIn);
    const fetched = [...starterWorkflows(fetchedTool(version)).values()].flatMap(runsIn);
    expect(fetched.filter((run) => !ran.has(run))).toEqual([]);
    const tried = new Set([...ran].map((run) => run.replaceAll(fetchedTool(version).command, ownTool.command)));
    expect([...new Set(own.filter((run) => !tried.has(run)))]).toEqual(["npm ci"]);
  });

  test("finds its own program by `npx`", () => {
    const [command = "", ...args] = ownTool.command.split(" ");
    const { stdout } = spawnSync(command, [...args, "--version"], { cwd: root, encoding: "utf8" });
    expect(stdout.trim()).toBe(version);
  });

  test("runs in `ci` what every change runs, and scripts that are there", () => {
    const runs = new Set(runsIn(readFileSync(join(root, ".github/workflows/ci.yml"), "utf8")));
    expect([...runs]).toEqual([
      ".ci/run",
      "npm ci",
      "npm run test:litellm -- ${{ matrix.release }} --servers",
      "npm run lint:workflows",
    ]);
    expect(() => accessSync(join(root, ".ci/run"), constants.X_OK)).not.toThrow();
    expect(readFileSync(join(root, ".ci/run"), "utf8")).toContain("\nnpm ci && npm test\n");
    for (const name of ["test", "test:litellm", "lint:workflows"]) expect(scripts).toHaveProperty([name]);
  });

  const isInstalled = readdirSync(join(root, ".cache")).some((name) => name.startsWith("actionlint-"));

  test.skipIf(!isInstalled)("passes actionlint and zizmor, as `npm run lint:workflows` asks them", () => {
    const { status, stdout, stderr } = spawnSync("npm", ["run", "--silent", "lint:workflows"], {
      cwd: root,
      encoding: "utf8",
    });
    expect([status, stdout + stderr]).toEqual([0, expect.any(String)]);
  });
});
