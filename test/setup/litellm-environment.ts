import { existsSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../../src/domain/failure.ts";
import { preparePythonEnvironment } from "../../src/local-proxy/python-environment.ts";
import { defaultRelease } from "../litellm/releases.ts";
import type { TestProject } from "vitest/node";

/** The interpreter that has LiteLLM, or why there is none on this machine. */
export type LiteLlmEnvironment = { readonly release: string } & (
  | { readonly python: string }
  | { readonly missing: string }
);

declare module "vitest" {
  export interface ProvidedContext {
    litellm: LiteLlmEnvironment;
  }
}

/**
 * Prepares LiteLLM's environment once. Without Python or an index the tests that need it are skipped; but where
 * `LITELLM_RELEASE` asks for a release, it must be there.
 */
export default async function setup(project: TestProject): Promise<void> {
  const asked = process.env["LITELLM_RELEASE"];
  const release = asked ?? defaultRelease;
  try {
    project.provide("litellm", { release, python: await prepareLiteLlm(release) });
  } catch (error) {
    if (!(error instanceof Failure) || asked !== undefined) throw error;
    say(`\nNO LITELLM, ITS TESTS ARE SKIPPED: ${error.message}. ${error.hint}\n`);
    project.provide("litellm", { release, missing: error.message });
  }
}

const testLocks = join(import.meta.dirname, "../litellm/locks");

/** Interpreter of a cached environment with a release. Throws what `preparePythonEnvironment` throws. */
export function prepareLiteLlm(release: string, cache = ".cache"): Promise<string> {
  const name = `litellm-${release}`;
  const locks = existsSync(join(testLocks, `${name}.txt`)) ? { locks: testLocks } : {};
  return preparePythonEnvironment({ name, cache, env: process.env, say, ...locks });
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
