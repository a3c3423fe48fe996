import type { Environment } from "../../src/domain/project.ts";

/** An environment with every default, but for what a test says. */
export function makeEnvironment(active: string, parts: Partial<Environment> = {}): Environment {
  return {
    name: "default",
    file: "environments/default.yaml",
    litellm: "1.106.2",
    active,
    overrides: new Map(),
    avoid: new Map(),
    switchMode: "direct",
    output: "litellm_config.yaml",
    deliver: { proveWithinSeconds: 5, whenUnproven: "revert" },
    proxies: [],
    ...parts,
  };
}
