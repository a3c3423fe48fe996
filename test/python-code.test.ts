import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { Failure } from "../src/domain/failure.ts";
import { preparePythonEnvironment } from "../src/local-proxy/python-environment.ts";
import { runCommand } from "../src/local-proxy/run-command.ts";

/** What `pyproject.toml` sets up, over every Python file of the repository. */
const checks = [
  { name: "ruff check", tool: "ruff", args: ["check", "."] },
  { name: "ruff format", tool: "ruff", args: ["format", "--check", "."] },
  { name: "mypy", tool: "mypy", args: ["."] },
];

describe("the Python code", () => {
  let python: string | undefined;
  let missing = "";

  beforeAll(async () => {
    try {
      python = await preparePythonEnvironment({ name: "python-tools", cache: ".cache", env: process.env, say });
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      missing = error.message;
    }
  });

  for (const { name, tool, args } of checks) {
    test(`passes ${name}`, async (context) => {
      context.skip(python === undefined, missing);
      const { ok, output } = await runCommand(join(python ?? "", "..", tool), args, { env: process.env });
      expect(ok ? "" : output).toBe("");
    });
  }
});

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
