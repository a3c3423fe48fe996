import { inject, test, expect } from "vitest";

import { runCommand } from "../../src/local-proxy/run-command.ts";

const litellm = inject("litellm");

test.skipIf("missing" in litellm)("the reload module's own tests pass", async () => {
  const python = "python" in litellm ? litellm.python : "";
  const { ok, output } = await runCommand(python, ["-m", "unittest", "discover", "-s", "test/hook"], {
    env: process.env,
  });
  expect(ok ? "" : output).toBe("");
});
