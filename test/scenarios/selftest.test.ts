import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { makeServedProject, run, serve } from "./served-project.ts";
import { fiveTasks } from "./five-tasks.ts";

const least = {
  "API endpoints": 4,
  Configuration: 6,
  Switching: 9,
  "Task aliases": 5,
  "End-to-end workflow": 8,
  "As it was found": 2,
};

/** A task that is asked for vectors besides. */
const withSearch = {
  ...fiveTasks,
  "litellm-profiles.yaml": fiveTasks["litellm-profiles.yaml"].replace(
    "tasks:\n",
    "tasks:\n  search: {mode: embedding, dimensions: 1536}\n",
  ),
  "profiles/premium.yaml": `${fiveTasks["profiles/premium.yaml"]}  search: [{model: openai/text-embedding-3-small}]\n`,
  "profiles/balanced.yaml": `${fiveTasks["profiles/balanced.yaml"]}  search: [{model: openai/text-embedding-ada-002}]\n`,
};

async function start(sources: Readonly<Record<string, string>> = fiveTasks) {
  const project = await makeServedProject(sources);
  const made = await run(project, "litellm-profiles token create selftest --role admin");
  const { url } = await serve(project, "--port", "0");
  const env = { ...project.env, LITELLM_PROFILES_TOKEN: made.stdout.trim() };
  const before = project.git("show", "HEAD:litellm_config.yaml");
  const selftest = (options = "") => run({ ...project, env }, `litellm-profiles selftest --url ${url} ${options}`);
  return { project, before, selftest, url, token: made.stdout.trim() };
}

describe("litellm-profiles selftest", () => {
  test("passes on a sound installation, and leaves it as it was found", async () => {
    const { project, before, selftest } = await start(withSearch);
    const { stdout, stderr, status } = await selftest("--junit out/selftest.xml");
    expect(stderr).toBe("");
    expect(stdout.trimEnd().split("\n").at(-1)).toBe("ALL TESTS PASSED");
    expect(status).toBe(0);
    for (const [section, count] of Object.entries(least)) {
      const [, good, all] = new RegExp(`^  ${section}: (\\d+) of (\\d+)$`, "m").exec(stdout) ?? [];
      expect(Number(all)).toBeGreaterThanOrEqual(count);
      expect(good).toBe(all);
    }
    const [, total] = /^(\d+) checks, \1 passed, 0 failed$/m.exec(stdout) ?? [];
    expect(stdout.match(/^  pass  /gm)).toHaveLength(Number(total));
    expect(await readFile(join(project.root, "out/selftest.xml"), "utf8")).toContain(
      `<testsuites name="litellm-profiles selftest" tests="${Number(total) + 1}" failures="0">`,
    );
    expect(stdout).toContain("`search` is answered by `search_premium`");
    expect(project.git("show", "HEAD:litellm_config.yaml")).toBe(before);
    expect(project.git("show", "HEAD:environments/default.yaml")).toContain("active: premium\n");
    expect(project.git("status", "--short", "--", "environments", "profiles", "litellm_config.yaml")).toBe("");
  });

  test("names what fails, and puts back what it found all the same", async () => {
    const { project, before, selftest } = await start();
    await writeFile(join(project.root, ".git/proxy"), "misroutes");
    const { stdout, status } = await selftest("--json");
    expect(status).toBe(1);
    const result = JSON.parse(stdout);
    expect(result).toMatchObject({ version: 1, environment: "default", stopped: false, left_behind: null });
    const failures = result.sections.flatMap((section: { checks: { check: string; failure: string | null }[] }) =>
      section.checks.filter(({ failure }) => failure !== null),
    );
    expect(result.failed).toBe(failures.length);
    expect(failures).toContainEqual(
      expect.objectContaining({
        check: "`classification` is answered by `classification_premium`",
        failure: 'The group that answers is "synthesis_premium", not "classification_premium"',
      }),
    );
    expect(project.git("show", "HEAD:litellm_config.yaml")).toBe(before);
  });

  test("fails where switches are not proven, and they have gone back", async () => {
    const { project, before, selftest } = await start({
      ...fiveTasks,
      "environments/default.yaml": `${fiveTasks["environments/default.yaml"]}deliver: {prove_within: 1s}\n`,
    });
    await writeFile(join(project.root, ".git/proxy"), "silent");
    const { stdout, status } = await selftest();
    expect(status).toBe(1);
    expect(stdout).toMatch(/FAIL {2}a switch to `balanced` is proven/);
    expect(stdout.trimEnd().split("\n").at(-1)).toMatch(/^FAILED: Switching: a switch to `balanced` is proven; /);
    expect(project.git("show", "HEAD:litellm_config.yaml")).toBe(before);
  });

  test("puts back what it found when it is stopped", async () => {
    const { project, before, selftest } = await start();
    const line = "a switch to `balanced` is proven";
    const { stdout, status } = await selftest(
      `> seen.txt & pid=$!; until grep -q '${line}' seen.txt; do :; done; kill -INT $pid; wait $pid; status=$?; cat seen.txt; rm seen.txt; exit $status`,
    );
    expect(status).toBe(1);
    expect(stdout.trimEnd().split("\n").at(-1)).toBe("FAILED: stopped before the last check");
    expect(project.git("show", "HEAD:litellm_config.yaml")).toBe(before);
    expect(project.git("log", "-1", "--format=%s").trim()).toBe("Switch default from balanced to premium");
  });

  test("changes nothing where switches are reviewed first", async () => {
    const { project, selftest } = await start({
      ...fiveTasks,
      "environments/default.yaml": `${fiveTasks["environments/default.yaml"]}switch: pull_request\n`,
    });
    const head = project.git("rev-parse", "HEAD");
    const { stdout, status } = await selftest();
    expect(status).toBe(1);
    expect(stdout).toContain("It answers 409: ");
    expect(project.git("rev-parse", "HEAD")).toBe(head);
    expect(project.git("branch", "--list", "litellm-profiles/*")).toBe("");
  });

  test("leaves overrides and avoided providers in the file, byte for byte", async () => {
    const { project, selftest } = await start({
      ...fiveTasks,
      "environments/default.yaml": `${fiveTasks["environments/default.yaml"]}overrides: {synthesis: balanced}
avoid: {anthropic: {until: "2099-01-01T00:00:00Z", reason: Their outage}}
`,
    });
    const before = project.git("show", "HEAD:environments/default.yaml");
    const { stdout, status } = await selftest();
    expect(stdout.trimEnd().split("\n").at(-1)).toBe("ALL TESTS PASSED");
    expect(status).toBe(0);
    expect(project.git("show", "HEAD:environments/default.yaml")).toBe(before);
  });

  test("fails where somebody else changed what is declared meanwhile, and shows both", async () => {
    const { project, selftest } = await start();
    const line = "a switch to `balanced` is proven";
    // Stopped meanwhile, it cannot end before; what is active already would be no change.
    const override = [
      "declared() { git show HEAD:environments/default.yaml | grep -q synthesis; }",
      "until declared; do for profile in balanced premium",
      "do declared || litellm-profiles switch $profile --task synthesis >&2; done; done",
    ].join("; ");
    const { stdout, status } = await selftest(
      `> seen.txt & pid=$!; until grep -q '${line}' seen.txt; do :; done; kill -STOP $pid; ${override}; kill -CONT $pid; wait $pid; status=$?; cat seen.txt; rm seen.txt; exit $status`,
    );
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /FAIL {2}`default` declares what it did: .*\n +What it declares is .*"overrides":\{"synthesis":/,
    );
    expect(project.git("show", "HEAD:environments/default.yaml")).toContain("synthesis: ");
  });

  test.each([
    ["switch balanced --for 1h", /^Error not-restorable: Environment `default` is on `balanced` until `/, "premium"],
    [
      "switch balanced --at 2099-01-01T00:00Z",
      /^Error not-restorable: Environment `default` is to switch to `balanced` at `2099-01-01T00:00:00Z`/,
      "premium -e default --clear-scheduled",
    ],
  ])("changes nothing after `%s`, and says what to do", async (command, message, hint) => {
    const { project, selftest } = await start();
    await run(project, `litellm-profiles ${command}`);
    const head = project.git("rev-parse", "HEAD");
    const { stdout, stderr, status } = await selftest();
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toMatch(message);
    expect(stderr).toContain(`npx litellm-profiles switch ${hint}`);
    expect(project.git("rev-parse", "HEAD")).toBe(head);
  });

  test("cannot be tried without a control plane, or a token", async () => {
    const { project, url } = await start();
    const nowhere = await run(project, "litellm-profiles selftest --url http://127.0.0.1:1");
    expect(nowhere.status).toBe(2);
    expect(nowhere.stderr).toMatch(
      /^Error installation-unreachable: The control plane at `http:\/\/127.0.0.1:1` does not answer: /,
    );
    const stranger = await run(project, `litellm-profiles selftest --url ${url}`);
    expect(stranger.status).toBe(2);
    expect(stranger.stderr).toContain("answers 401: The call brings no token");
  });
});
