import { defineConfig } from "vitest/config";

/** Tests that talk to a real LiteLLM end in `.live.test.ts`; those that run git, programs or servers lie in `real`, or end so. */
const live = ["test/**/*.live.test.ts"];
/** Start LiteLLM's own servers with several workers, which takes minutes: `npm run test:litellm -- VERSION --servers`. */
const servers = ["test/**/*.servers.test.ts"];
const real = [
  "test/**/*.real.test.ts",
  "test/{adapters,hook,local-proxy,scenarios,setup}/**/*.test.ts",
  "test/python-code.test.ts",
];

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "pure",
          include: ["test/**/*.test.ts"],
          exclude: [...live, ...servers, ...real],
          pool: "threads",
          isolate: false,
          testTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: "real",
          include: real,
          exclude: live,
          // They wait for git, servers and programs most of the time.
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: "litellm",
          include: process.env["LITELLM_SERVERS"] === "1" ? [...live, ...servers] : live,
          globalSetup: "test/setup/litellm-environment.ts",
          maxWorkers: 1,
          isolate: false,
          testTimeout: 120_000,
          hookTimeout: 240_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
    reporters: ["default", "./test/setup/count-reporter.ts"],
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      // The faces run in processes of their own, in the scenarios, where nobody counts lines.
      exclude: ["src/generated/**", "src/cli/main.ts", "src/cli/commands/**", "src/local-proxy/start.ts"],
      reporter: ["text-summary", "json-summary"],
      thresholds: {
        lines: 95,
        // The pure rooms that have every branch taken, and keep it so.
        "src/{domain,litellm,plan,render,report,rules,sources}/**": { branches: 100 },
      },
    },
  },
});
