import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { temporaryFolder } from "../temporary-folder.ts";

const root = join(import.meta.dirname, "../..");
const program = join(root, "dist/cli.js");

interface Step {
  readonly name: string;
  readonly if?: string;
  readonly shell: string;
  readonly env: Readonly<Record<string, string>>;
  readonly run: string;
}
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}
const action: Action = parse(readFileSync(join(root, "action.yml"), "utf8"));
const { version }: { version: string } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

const good =
  "general_settings: {master_key: os.environ/K}\nmodel_list: [{model_name: a, litellm_params: {model: openai/gpt-4o}}]\n";
const bad = `${good}router_settings: {max_fallbacks: 1, model_group_alias: {fast: [a]}}\n`;

/** Runs the steps as a runner does, with an `npx` that starts this program. */
async function runAction(inputs: Readonly<Record<string, string>>) {
  const folder = await temporaryFolder();
  writeFileSync(join(folder, "good one.yaml"), good);
  writeFileSync(join(folder, "bad.yaml"), bad);
  mkdirSync(join(folder, "bin"));
  const npx = join(folder, "bin/npx");
  writeFileSync(
    npx,
    `#!/bin/sh\n[ "$1 $2" = "--yes litellm-profiles@${version}" ] || exit 97\nshift 2\nexec "${process.execPath}" "${program}" "$@"\n`,
  );
  chmodSync(npx, 0o755);
  const given = (name: string): string => inputs[name] ?? action.inputs[name]?.default ?? "missing";
  const results = action.runs.steps
    .filter((step) => step.if === undefined || given("sarif") !== "")
    .map(({ run, env }) => {
      const filled = Object.entries(env).map(([key, value]) => [
        key,
        value.replace(/^\$\{\{ inputs\.(\w+) \}\}$/, (_, name: string) => given(name)),
      ]);
      return spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", run], {
        cwd: folder,
        env: { PATH: `${join(folder, "bin")}:${process.env["PATH"]}`, ...Object.fromEntries(filled) },
        encoding: "utf8",
      });
    });
  return {
    folder,
    statuses: results.map(({ status }) => status),
    output: results.map(({ stdout, stderr }) => stdout + stderr).join(""),
  };
}

describe("the action", () => {
  test("keeps every input out of its scripts", () => {
    expect(action.runs.using).toBe("composite");
    for (const { run, shell } of action.runs.steps) {
      expect(shell).toBe("bash");
      expect(run).not.toContain("${{");
    }
  });

  test("annotates, and fails with an error", async () => {
    const { statuses, output } = await runAction({ files: "good one.yaml\nbad.yaml\n", litellm: "1.106.2" });
    expect(statuses).toEqual([1]);
    expect(output).toMatch(/^::error file=bad\.yaml,line=3,/);
  });

  test("writes SARIF, whatever is found, before it fails", async () => {
    const { folder, statuses } = await runAction({ files: "bad.yaml", sarif: "out/findings.sarif" });
    expect(statuses).toEqual([0, 1]);
    const sarif: { runs: { results: { ruleId: string }[] }[] } = JSON.parse(
      readFileSync(join(folder, "out/findings.sarif"), "utf8"),
    );
    expect(sarif.runs[0]?.results.map(({ ruleId }) => ruleId)).toEqual(["alias-value"]);
  });

  test("takes options, a line each", async () => {
    expect((await runAction({ files: "bad.yaml", options: "--rule=alias-value=off\n--quiet" })).statuses).toEqual([0]);
  });

  test("reads no input as a command or an option", async () => {
    const { folder, statuses, output } = await runAction({ files: "$(touch owned)\n--version\n; echo owned" });
    expect(statuses).toEqual([2]);
    expect(output).not.toMatch(/^owned/m);
    expect(existsSync(join(folder, "owned"))).toBe(false);
    expect(output).toContain("Nothing matches `$(touch owned)`");
  });
});

test("the pre-commit hook names a command that checks what it is given", async () => {
  const [hook]: { entry: string; files: string; language: string }[] = parse(
    readFileSync(join(root, ".pre-commit-hooks.yaml"), "utf8"),
  );
  const folder = await temporaryFolder();
  writeFileSync(join(folder, "litellm_config.yaml"), bad);
  expect(hook?.language).toBe("node");
  expect(
    ["litellm_config.yaml", "deploy/litellm.values.yml", "other.yaml"].map((path) =>
      new RegExp(hook?.files ?? "").test(path),
    ),
  ).toEqual([true, true, false]);
  const [name, ...words] = hook?.entry.split(" ") ?? [];
  expect(name).toBe("litellm-profiles");
  const { status } = spawnSync(process.execPath, [program, ...words, "litellm_config.yaml"], { cwd: folder });
  expect(status).toBe(1);
});
