import { Failure } from "../../src/domain/failure.ts";
import { preparePythonEnvironment } from "../../src/local-proxy/python-environment.ts";
import type { TestProject } from "vitest/node";

/** The interpreter that has LiteLLM, or why there is none on this machine. */
export type LiteLlmEnvironment = { readonly python: string } | { readonly missing: string };

declare module "vitest" {
  export interface ProvidedContext {
    litellm: LiteLlmEnvironment;
  }
}

/** Prepares LiteLLM's environment once; without Python or an index the tests that need it are skipped. */
export default async function setup(project: TestProject): Promise<void> {
  try {
    const options = { name: "litellm-1.106.2", cache: ".cache", env: process.env, say };
    project.provide("litellm", { python: await preparePythonEnvironment(options) });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    say(`\nNO LITELLM, ITS TESTS ARE SKIPPED: ${error.message}. ${error.hint}\n`);
    project.provide("litellm", { missing: error.message });
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
