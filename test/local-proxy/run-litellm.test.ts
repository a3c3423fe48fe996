import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";
import { findPython } from "../../src/local-proxy/find-python.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const launcher = join(import.meta.dirname, "../../src/local-proxy/run_litellm.py");

/** Starts the launcher with a LiteLLM that only says that it runs, and with which arguments. */
async function launch() {
  const folder = await temporaryFolder();
  await mkdir(join(folder, "litellm/proxy"), { recursive: true });
  const server =
    "import sys, time\ndef run_server():\n    print('runs', *sys.argv[1:], flush=True)\n    time.sleep(60)\n";
  await writeFile(join(folder, "litellm/proxy/proxy_cli.py"), server);
  const { command } = await findPython(process.env);
  const child = spawn(command, [launcher, "--port", "1"], { env: { ...process.env, PYTHONPATH: folder } });
  onTestFinished(() => void child.kill("SIGKILL"));
  const [said]: unknown[] = await once(createInterface(child.stdout), "line");
  return { child, said };
}

test("runs LiteLLM with the arguments it was given, and ends when its starter is gone", async () => {
  const { child, said } = await launch();
  expect(said).toBe("runs --port 1");
  // What the end of the starter does, whichever way it ends: the pipe is closed.
  child.stdin.end();
  expect(await once(child, "exit")).toEqual([null, "SIGTERM"]);
});
