import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { parseArgs } from "node:util";
import { releases } from "./releases.ts";
import type { Counts } from "../setup/count-reporter.ts";

const usage = `Runs the tests against a real LiteLLM on one release, or on all, one environment at a time.

  npm run test:litellm -- VERSION [FILE…]    one of ${releases.join(", ")}
  npm run test:litellm:all

  --servers   LiteLLM's own servers too, with several workers, which takes minutes
  --keep      an environment that was not there before is not removed afterwards
`;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: "boolean" },
    keep: { type: "boolean" },
    servers: { type: "boolean" },
    help: { type: "boolean" },
  },
});
const [version, ...files] = positionals;
const chosen = releases.filter((release) => values.all === true || release === version);

if (values.help === true || chosen.length === 0) {
  process.stderr.write(usage);
  process.exitCode = values.help === true ? 0 : 2;
} else {
  const lines = chosen.map((release) => `LiteLLM ${release}: ${testRelease(release)}`);
  process.stdout.write(`${lines.join("\n")}\n`);
}

/** Runs the tests on a release, and says what they amounted to. */
function testRelease(release: string): string {
  const environment = `.cache/litellm-${release}`;
  const counts = `.cache/test-counts-${release}.json`;
  const wasThere = existsSync(environment);
  rmSync(counts, { force: true });
  try {
    const { status } = spawnSync("npx", ["--no-install", "vitest", "run", "--project", "litellm", ...files], {
      stdio: "inherit",
      env: {
        ...process.env,
        LITELLM_RELEASE: release,
        LITELLM_SERVERS: values.servers ? "1" : "",
        TEST_COUNTS: counts,
      },
    });
    if (status !== 0) process.exitCode = 1;
    return existsSync(counts) ? summary(JSON.parse(readFileSync(counts, "utf8"))) : "the run did not end";
  } finally {
    if (!wasThere && values.keep !== true) rmSync(environment, { recursive: true, force: true });
    rmSync(counts, { force: true });
  }
}

function summary({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped.length} skipped`;
}
