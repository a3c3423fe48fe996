import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { startLiteLlm } from "../../src/local-proxy/start-litellm.ts";
import { temporaryFolder } from "../temporary-folder.ts";

/** Runs a shell script in LiteLLM's place. */
async function start(script: string) {
  const folder = await temporaryFolder();
  const launcher = join(folder, "launcher.sh");
  await writeFile(launcher, script);
  const log = join(folder, "litellm.log");
  const config = join(folder, "litellm_config.yaml");
  const liteLlm = await startLiteLlm({ python: "/bin/sh", launcher, config, port: 4321, env: process.env, log });
  return { folder, log, config, liteLlm };
}

async function waitFor(file: string): Promise<void> {
  await expect.poll(() => existsSync(file), { timeout: 10_000, interval: 10 }).toBe(true);
}

describe("startLiteLlm", () => {
  test("passes config, address and port, and logs for this user only", async () => {
    const { log, config, liteLlm } = await start('echo "$@"; exit 0');
    await expect(liteLlm.died).rejects.toMatchObject({ code: "proxy-stopped" });
    expect(await readFile(log, "utf8")).toBe(`--config ${config} --host 127.0.0.1 --port 4321\n`);
  });

  test("says why LiteLLM died, with the end of its log", async () => {
    const { liteLlm } = await start("seq 1 30; echo ValueError: bad config >&2; exit 3");
    await expect(liteLlm.died).rejects.toMatchObject({
      message: "LiteLLM ended with exit code 3",
      hint: expect.stringMatching(/:\n17\n(\d+\n){13}ValueError: bad config$/),
    });
  });

  test("names the signal that killed it", async () => {
    const { liteLlm } = await start("kill -KILL $$");
    await expect(liteLlm.died).rejects.toMatchObject({ message: "LiteLLM ended with signal SIGKILL" });
  });

  test("stops it in order, and a second time", async () => {
    const { folder, liteLlm } = await start(
      'trap "touch stopped; exit 0" TERM; touch started; while :; do sleep 0.05; done',
    );
    await waitFor(join(folder, "started"));
    await liteLlm.stop();
    expect(existsSync(join(folder, "stopped"))).toBe(true);
    await liteLlm.stop();
  });

  test("closes its standard input when it stops, and not before", async () => {
    const { folder, liteLlm } = await start("trap '' TERM; touch started; cat; touch ended");
    await waitFor(join(folder, "started"));
    expect(existsSync(join(folder, "ended"))).toBe(false);
    await liteLlm.stop();
    expect(existsSync(join(folder, "ended"))).toBe(true);
  });
});
