import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const program = join(import.meta.dirname, "../../dist/cli.js");
const script = (shell: string): string =>
  execFileSync(process.execPath, [program, "completion", shell], { encoding: "utf8" });
const isHere = (shell: string): boolean => spawnSync(shell, ["-c", "exit 0"]).status === 0;

function runShell(shell: string, args: readonly string[]): string {
  return execFileSync(shell, args, { encoding: "utf8" });
}

/** What bash offers for the last of these words. */
function completeInBash(words: readonly string[]): string[] {
  const ask = `COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _litellm_profiles; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const output = execFileSync("bash", ["-c", `${script("bash")}\n${ask}`, "bash", "litellm-profiles", ...words], {
    encoding: "utf8",
  });
  return output.split("\n").filter((line) => line !== "");
}

describe("bash", () => {
  test.each([
    { words: ["val"], expected: ["validate"] },
    { words: ["validate", "--fix"], expected: ["--fix", "--fix-dry-run"] },
    { words: ["validate", "--format", "s"], expected: ["sarif"] },
    { words: ["validate", "a.yaml", "--litellm", ""], expected: [] },
    { words: ["validate", "litellm_"], expected: [] },
    { words: ["completion", "f"], expected: ["fish"] },
    { words: ["help", "roll"], expected: ["rollback"] },
    { words: ["nonsense", "-"], expected: [] },
  ])("completes $words", ({ words, expected }) => {
    expect(completeInBash(words)).toEqual(expected);
  });
});

describe.skipIf(!isHere("zsh"))("zsh", () => {
  test("reads its script", () => {
    const { status, stderr } = spawnSync("zsh", [
      "-f",
      "-c",
      `autoload -Uz compinit; compinit -u -D; ${script("zsh")}`,
    ]);
    expect({ status, stderr: String(stderr) }).toEqual({ status: 0, stderr: "" });
  });
});

describe.skipIf(!isHere("fish"))("fish", () => {
  test("completes", () => {
    const ask = `${script("fish")}\ncomplete -C 'litellm-profiles validate --format s'`;
    expect(runShell("fish", ["--no-config", "-c", ask])).toMatch(/^sarif\b/);
  });
});

test("a shell that there is none of is refused", () => {
  const { status, stderr } = spawnSync(process.execPath, [program, "completion", "tcsh"], { encoding: "utf8" });
  expect(status).toBe(2);
  expect(stderr).toContain("Allowed choices are bash, zsh, fish");
});
