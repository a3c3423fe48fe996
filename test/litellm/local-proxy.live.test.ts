import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, readFile, readdir, stat, symlink } from "node:fs/promises";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { expect, inject, onTestFinished, test } from "vitest";
import { AuthenticationError, LiteLLMClient } from "../../src/client/index.ts";
import { composeControlPlane, composeInstallation, composeWorld } from "../../src/compose.ts";
import { runLocalProxy } from "../../src/local-proxy/run-local-proxy.ts";
import { runSelfTest } from "../../src/selftest/run-self-test.ts";
import { switchProfile } from "../../src/operations/switch-profile.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { defaultRelease } from "./releases.ts";

const repository = join(import.meta.dirname, "../..");
const sources = ["litellm-profiles.yaml", "litellm_config.yaml", "profiles", "environments", "templates"];
const litellm = inject("litellm");
const isElsewhere = "missing" in litellm || litellm.release !== defaultRelease;

/** A repository with this one's sources, and this work tree's code and cache; without an identity of git. */
async function makeClone(): Promise<string> {
  const root = await temporaryFolder();
  for (const name of sources) await cp(join(repository, name), join(root, name), { recursive: true });
  const git = (...args: string[]) => execFileSync("git", args, { cwd: root });
  git("init", "--quiet", "--initial-branch", "main");
  git("add", ".");
  git("-c", "user.name=T", "-c", "user.email=t@example.com", "commit", "--quiet", "--message", "Start");
  for (const name of ["src", ".cache"]) await symlink(join(repository, name), join(root, name));
  return root;
}

/** Starts the local proxy of a clone; what it says, and what stops it. */
async function start(root: string) {
  const lines: string[] = [];
  const controller = new AbortController();
  const env = { ...process.env, OPENAI_API_KEY: "", ANTHROPIC_API_KEY: "", GEMINI_API_KEY: "" };
  const errors: string[] = [];
  const parts = {
    ...(await composeControlPlane({ root, variables: env })),
    log: { write: (line: string) => void errors.push(line) },
  };
  const home = join(root, ".litellm-profiles");
  const say = (line: string) => void lines.push(line);
  const ended = runLocalProxy({ root, home, parts, env, say, signal: controller.signal });
  const stop = async () => {
    controller.abort();
    await ended;
  };
  onTestFinished(() => stop().catch(() => {}));
  const said = async (part: string) => {
    await expect.poll(() => lines.join("\n"), waiting).toContain(part);
  };
  return { lines, errors, said, stop, ended, folder: join(home, "default") };
}

const waiting = { timeout: 110_000, interval: 50 };

async function ask(url: string, key: string, model: string, stream = false): Promise<string> {
  const response = await fetch(`${url}/v1/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ model, stream, messages: [{ role: "user", content: "hello" }] }),
  });
  return response.text();
}

test.skipIf(isElsewhere)("runs LiteLLM on what HEAD delivers, and says what goes live", async () => {
  const root = await makeClone();
  const proxy = await start(root);
  await proxy.said("Ctrl-C stops it.");
  expect(proxy.lines.join("\n")).toMatch(/premium is live \(1 worker, proven in \d+ ms\)/);

  const { LITELLM_URL: url = "", LITELLM_MASTER_KEY: key = "" } = parseEnv(
    await readFile(join(proxy.folder, "local.env"), "utf8"),
  );
  expect((await stat(join(proxy.folder, "local.env"))).mode & 0o777).toBe(0o600);
  const records = await readdir(join(proxy.folder, "workers"));
  expect(records.filter((name) => name.endsWith(".json"))).toHaveLength(1);
  expect(await ask(url, key, "classification")).toContain("gpt-4o answers: hello");
  expect(await ask(url, key, "extraction")).toContain("claude-sonnet-4-6 answers: hello");
  expect(await ask(url, key, "classification_balanced")).toContain(" answers: hello");
  expect(await ask(url, key, "validation_primary", true)).toContain("data: [DONE]");
  expect(await ask(url, "sk-wrong", "classification")).toContain("error");

  const client = new LiteLLMClient({ baseUrl: url, apiKey: key });
  const messages = [{ role: "user", content: "hello" }] as const;
  const completed = await client.completeWithTaskType("classification", { messages });
  expect(completed.completion.choices[0]?.message.content).toContain("gpt-4o answers: hello");
  expect(completed).toMatchObject({
    group: "classification_premium",
    deployment: expect.stringMatching(/^classification_premium--openai-gpt-4o-[0-9a-f]{8}$/),
  });
  const streamed = await client.completeWithTaskType("extraction", { messages, stream: true });
  let text = "";
  for await (const { choices } of streamed.completion) text += choices[0]?.delta.content ?? "";
  expect(text).toContain("claude-sonnet-4-6 answers: hello");
  expect(streamed.group).toBe("extraction_premium");
  const stranger = new LiteLLMClient({ baseUrl: url, apiKey: "sk-wrong" });
  await expect(stranger.completeWithTaskType("classification", { messages })).rejects.toBeInstanceOf(
    AuthenticationError,
  );

  await expect((await start(root)).ended).rejects.toMatchObject({ code: "busy" });

  const switched = await switchProfile(await composeWorld({ root }), { environment: "default", profile: "balanced" });
  expect(switched).toMatchObject({ outcome: "switched", proof: { outcome: "proven", strength: "identity" } });
  await proxy.said("balanced is live");
  expect(await ask(url, key, "classification")).toMatch(/(gemini-2.5-flash|gpt-4o) answers: hello/);

  const [control = ""] = /http:\/\/localhost:\d+(?=\/admin\/profiles\/switch)/.exec(proxy.lines.join("\n")) ?? [];
  const answer = await fetch(`${control}/admin/profiles/switch`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ profile: "ultra_fast" }),
  });
  expect(await answer.json()).toMatchObject({ success: true, reload_successful: true, from_profile: "balanced" });
  await proxy.said("ultra_fast is live");
  const status = await (await fetch(`${control}/admin/profiles/status`)).json();
  expect(status).toMatchObject({ active_profile: "ultra_fast", mapping_valid: true, drift: null });

  const tested = await runSelfTest({
    place: await composeInstallation({ environment: "default", url: control, root, variables: {} }),
    elapsed: () => performance.now(),
    tell: () => undefined,
    signal: new AbortController().signal,
  });
  expect(tested.sections.flatMap(({ checks }) => checks).filter(({ failure }) => failure !== null)).toEqual([]);
  expect(tested).toMatchObject({ failed: 0, left_behind: null });
  expect(tested.sections.map(({ checks }) => checks.length)).toEqual([10, 9, 9, 10, 10, 2]);

  await proxy.stop();
  expect(proxy.errors).toEqual([]);
  await expect(fetch(control)).rejects.toThrow("fetch failed");
  expect(existsSync(join(proxy.folder, "local.env"))).toBe(false);
  expect(existsSync(join(proxy.folder, "workers"))).toBe(false);
  await expect(fetch(url)).rejects.toThrow("fetch failed");
});
