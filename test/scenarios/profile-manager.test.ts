import { execFileSync } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { composeWorld, readHookModule, readVersion } from "../../src/compose.ts";
import { Failure, getProfileManager } from "../../src/index.ts";
import { makeEnvironment } from "../fakes/make-environment.ts";
import { withOutputs } from "../fakes/memory-world.ts";
import { smallProject } from "../fakes/small-project.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { startProxyDouble } from "./proxy-double.ts";

const key = "sk-manager-0f3a";
const sources = {
  ...smallProject,
  "environments/default.yaml": `active: premium
proxies: [{url: os.environ/LITELLM_URL, key: os.environ/LITELLM_MASTER_KEY}]
`,
};

/** A project in real git, with a proxy whose address `npm start` would have written. */
async function makeProject() {
  const root = await temporaryFolder();
  for (const [path, text] of Object.entries(withOutputs(sources))) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  for (const args of [
    ["init", "-q", "-b", "main"],
    ["add", "-A"],
    ["commit", "-qm", "Start"],
  ]) {
    execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", ...args], { cwd: root });
  }
  const { url, stop } = await startProxyDouble(root, key);
  onTestFinished(stop);
  const folder = join(root, ".litellm-profiles/default");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "local.env"), `LITELLM_URL=${url}\nLITELLM_MASTER_KEY=${key}\n`);
  return root;
}

describe("the profile manager", () => {
  test("switches, tells and validates on real git, finding the proxy that `npm start` runs", async () => {
    const root = await makeProject();
    const manager = await getProfileManager({ root });
    expect(await manager.validateAssignments()).toEqual({ valid: true, findings: [] });
    const result = await manager.switchProfile("balanced", { reason: "Half the price" });
    expect(result).toMatchObject({
      success: true,
      from_profile: "premium",
      to_profile: "balanced",
      active_mappings: { classification: "classification_balanced", synthesis: "synthesis_balanced" },
      reload_successful: true,
    });
    expect(await manager.getCurrentProfile()).toMatchObject({ active_profile: "balanced", mapping_valid: true });
    const message = execFileSync("git", ["log", "-1", "--format=%B"], { cwd: root, encoding: "utf8" });
    expect(message).toContain("Profile-Reason: Half the price");
  });

  test("gives a switch its time, and refuses one that cannot be", async () => {
    const manager = await getProfileManager({ root: await makeProject() });
    const refused = await manager.switchProfile("balanced", { for: "4" }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "time-refused", message: "`for` is no length of time: `4`" });
    const direct = manager.switchProfile("balanced", {
      mode: "direct",
      breakGlass: true,
      reason: "INC-4711",
      for: "2h",
    });
    await expect(direct).rejects.toMatchObject({ code: "break-glass-refused" });
    const { plan } = await manager.switchProfile("balanced", { until: "2090-12-01T09:00+01:00" });
    expect(plan.until.after).toEqual({ at: "2090-12-01T08:00:00Z", profile: "premium" });
  });

  test("throws a failure, and nothing has changed", async () => {
    const manager = await getProfileManager({ root: await makeProject() });
    const failure: unknown = await manager.switchProfile("nope").catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({ code: "unknown-profile", retry: "never" });
    expect(await manager.getCurrentProfile()).toMatchObject({ active_profile: "premium" });
  });

  test("is about another environment on request", async () => {
    const manager = await getProfileManager({ root: await makeProject(), environment: "staging" });
    await expect(manager.getCurrentProfile()).rejects.toMatchObject({ code: "unknown-environment" });
  });

  test("needs git", async () => {
    await expect(getProfileManager({ root: await temporaryFolder() })).rejects.toMatchObject({
      code: "not-a-repository",
    });
  });
});

describe("the real world", () => {
  test("prefers the variables that are set to those of `npm start`", async () => {
    const root = await makeProject();
    const world = await composeWorld({ root, variables: { ...process.env, LITELLM_URL: "http://elsewhere:1234" } });
    const proxies = [{ url: "os.environ/LITELLM_URL" }];
    const environment = makeEnvironment("premium", {
      deliver: { to: "/etc/litellm/litellm_config.yaml", proveWithinSeconds: 5, whenUnproven: "revert" },
      proxies,
    });
    expect(world.proxies(environment).map(({ url }) => url)).toEqual(["http://elsewhere:1234"]);
    expect(world.delivery(environment).path).toBe("/etc/litellm/litellm_config.yaml");
    expect(world.proxies({ ...environment, name: "staging", proxies: [{ url: "os.environ/NOWHERE" }] })[0]?.url).toBe(
      "os.environ/NOWHERE",
    );
  });

  test("brings the module and the version along", async () => {
    expect(await readHookModule()).toContain("litellm_profiles_hook:start");
    const { version }: { version: string } = JSON.parse(await readFile("package.json", "utf8"));
    expect(readVersion()).toBe(version);
  });
});
