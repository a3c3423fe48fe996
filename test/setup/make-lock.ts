import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { preparePythonEnvironment } from "../../src/local-proxy/python-environment.ts";
import { runCommand } from "../../src/local-proxy/run-command.ts";
import { uvVariables } from "../../src/local-proxy/uv-variables.ts";

/**
 * `npm run lock -- NAME` resolves `NAME.in` for every platform and Python, with hashes, and writes `NAME.txt` beside it.
 * `NAME.overrides` says what stands in for a companion that the index does not have. No package of the last week.
 */
const [name = ""] = process.argv.slice(2);
const root = join(import.meta.dirname, "../..");
const folder = ["src/local-proxy/locks", "test/litellm/locks", "test/bench/locks", "test/http/locks"].find((each) =>
  existsSync(join(root, each, `${name}.in`)),
);
if (folder === undefined) {
  say(`No folder of locks has \`${name}.in\`; write it, then run \`npm run lock -- litellm-VERSION\``);
  process.exitCode = 2;
} else {
  await makeLock(join(root, folder));
}

async function makeLock(where: string): Promise<void> {
  const cache = join(root, ".cache");
  const python = await preparePythonEnvironment({ name: "python-tools", cache, env: process.env, say });
  const settings = await runCommand(python, ["-I", "-m", "pip", "config", "list"], { env: process.env });
  const env = { ...process.env, ...uvVariables(settings.output, process.env) };
  const overrides = existsSync(join(where, `${name}.overrides`)) ? ["--override", `${name}.overrides`] : [];
  const command = `npm run lock -- ${name}`;
  const compile = ["--directory", where, "pip", "compile", "--quiet", "--universal", "--python-version", "3.10"];
  const hashed = ["--generate-hashes", "--no-annotate", "--no-emit-index-url", "--exclude-newer", "7 days"];
  const files = [`${name}.in`, "--output-file", `${name}.txt`, "--custom-compile-command", command];
  const uv = join(dirname(python), "uv");
  const { ok, output } = await runCommand(uv, [...compile, ...hashed, ...overrides, ...files], { env });
  say(ok ? `Wrote \`${join(where, `${name}.txt`)}\`` : output);
  if (!ok) process.exitCode = 1;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
