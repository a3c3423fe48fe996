import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";

/** Every check, then every test. The last line that this prints is the sum: a check that fails counts as one failure. */
const checks = ["build", "types", "lint", "dead-code"];
const countsFile = ".cache/test-counts.json";

const failedChecks = checks.filter((check) => !run("npm", ["run", "--silent", check]));
const tests = runTests();
for (const name of tests.skipped) print(`SKIPPED ${name}`);
for (const check of failedChecks) print(`FAILED npm run ${check}`);
const failed = failedChecks.length + tests.failed;
const skipped = tests.skipped.length > 0 ? `, ${tests.skipped.length} skipped` : "";
process.exitCode = failed === 0 ? 0 : 1;
print(`${tests.passed} passed, ${failed} failed${skipped}`);

/** A run that fails without a failed test (a crash, coverage below its threshold) is one failure. */
function runTests() {
  mkdirSync(".cache", { recursive: true });
  rmSync(countsFile, { force: true });
  const succeeded = run("npx", ["--no-install", "vitest", "run", "--coverage"], { TEST_COUNTS: countsFile });
  const counts = existsSync(countsFile)
    ? JSON.parse(readFileSync(countsFile, "utf8"))
    : { passed: 0, failed: 0, skipped: [] };
  return succeeded ? counts : { ...counts, failed: Math.max(counts.failed, 1) };
}

function run(command, args, variables = {}) {
  const { status } = spawnSync(command, args, { stdio: "inherit", env: { ...process.env, ...variables } });
  return status === 0;
}

function print(line) {
  process.stdout.write(`${line}\n`);
}
