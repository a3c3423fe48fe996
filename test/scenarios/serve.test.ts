import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { SwitchAnswer } from "../../src/http/answers.ts";
import { expectAnswer } from "../http/control-plane.ts";
import { environment, fiveTasks, tasks } from "./five-tasks.ts";
import { makeServedProject, run, serve, type ServedProject } from "./served-project.ts";

/** On port 8000, as the commands of the documentation say; on another one where a program of this machine has it. */
async function serveOnDocumentedPort(project: ServedProject) {
  try {
    return await serve(project, "--local", "--port", "8000");
  } catch (error) {
    if (!String(error).includes("port-taken")) throw error;
    return await serve(project, "--local", "--port", "0");
  }
}

const noTokens = "No token exists yet, so nobody can call: litellm-profiles token create NAME --role admin\n";

describe("litellm-profiles serve", () => {
  test("answers the two commands of its documentation", async () => {
    const project = await makeServedProject(fiveTasks);
    const { url } = await serveOnDocumentedPort(project);
    const here = (command: string) => command.replace("localhost:8000", url.replace("http://127.0.0.1", "localhost"));
    const switched = await run(
      project,
      here(
        `curl -X POST http://localhost:8000/admin/profiles/switch -H "Content-Type: application/json" -d '{"profile": "balanced"}'`,
      ),
    );
    const answer = JSON.parse(switched.stdout);
    expect(answer).toMatchObject({
      success: true,
      from_profile: "premium",
      to_profile: "balanced",
      reload_successful: true,
      commit: project.git("rev-parse", "HEAD").trim(),
      proof: { outcome: "proven", strength: "identity", workers: 1 },
    });
    expect(answer.active_mappings).toEqual({
      classification: "classification_balanced",
      extraction: "extraction_balanced",
      synthesis: "synthesis_balanced",
      validation_primary: "validation_primary_balanced",
      validation_secondary: "validation_secondary_balanced",
    });
    expect(answer.switch_timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    const status = await run(project, here("curl -X GET http://localhost:8000/admin/profiles/status"));
    expect(JSON.parse(status.stdout)).toMatchObject({
      active_profile: "balanced",
      active_mappings: answer.active_mappings,
      expected_mappings: answer.active_mappings,
      mapping_valid: true,
      drift: null,
      last_proof: { outcome: "proven", commit: answer.commit },
    });
  });

  test("samples what the proxy counts, and says why there is nothing", async () => {
    const project = await makeServedProject(fiveTasks);
    const { url, child, ended } = await serve(project, "--local", "--port", "0");
    const stats = async () => (await fetch(`${url}/admin/profiles/stats?period=1h`)).json();
    await expect.poll(stats, { timeout: 20_000 }).toMatchObject({
      sampling: { complete: false, since: null, failure: `Proxy \`${project.env.LITELLM_URL}\` counts nothing` },
    });
    child.kill("SIGTERM");
    expect(await ended).toEqual([0, null]);
  });

  test.skipIf(process.platform !== "linux")("keeps its connections to the proxy, and opens no more", async () => {
    const project = await makeServedProject(fiveTasks);
    const { url, child } = await serve(project, "--local", "--port", "0");
    const askFresh = async (times: number) => {
      for (let time = 0; time < times; time += 1) {
        expect((await fetch(`${url}/admin/profiles/status?fresh=true`)).status).toBe(200);
      }
      return (await readdir(`/proc/${child.pid}/fd`)).length;
    };
    const first = await askFresh(5);
    expect(await askFresh(40)).toBeLessThan(first + 10);
  });

  test("stops in order, and its port is free again", async () => {
    const project = await makeServedProject(fiveTasks);
    const first = await serve(project, "--port", "0", "--json");
    expect(JSON.parse(first.line)).toEqual({ version: 1, url: first.url, port: Number(new URL(first.url).port) });
    const port = new URL(first.url).port;
    await expect(serve(project, "--port", port)).rejects.toThrow(`Another program listens on port ${port}`);
    first.child.kill("SIGTERM");
    expect(await first.ended).toEqual([0, null]);
    expect(first.stderr()).toBe(noTokens);
    await serve(project, "--port", port);
  });

  test("finishes the switch that is under way when it is told to stop", async () => {
    const project = await makeServedProject({
      ...fiveTasks,
      "environments/default.yaml": `${environment}deliver: {prove_within: 2s}\n`,
    });
    const { url, child, ended } = await serve(project, "--local", "--port", "0");
    await writeFile(join(project.root, ".git/proxy"), "silent");
    const events = await fetch(`${url}/admin/profiles/events`);
    const switching = post(url, "switch", { profile: "balanced" });
    await waitForEvent(events, "delivered");
    child.kill("SIGTERM");
    const answer = await switching;
    expect(answer.status).toBe(504);
    expect(await answer.json()).toMatchObject({ success: false, rolled_back: true, to_profile: "balanced" });
    expect(await ended).toEqual([0, null]);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow("fetch failed");
    expect(project.git("log", "--format=%s").trim().split("\n")).toEqual([
      "Switch default back from balanced to premium",
      "Switch default from premium to balanced",
      "Start",
    ]);
    expect(project.git("status", "--short")).toBe("");
  });

  test("tells whoever comes second which switch is under way, and whose", async () => {
    const project = await makeServedProject({
      ...fiveTasks,
      "environments/default.yaml": `${environment}deliver: {prove_within: 2s}\n`,
    });
    const { url } = await serve(project, "--local", "--port", "0");
    await writeFile(join(project.root, ".git/proxy"), "silent");
    const events = await fetch(`${url}/admin/profiles/events`);
    const first = post(url, "switch", { profile: "balanced" });
    await waitForEvent(events, "delivered");
    const second = await post(url, "switch", { profile: "premium" });
    expect(second.status).toBe(409);
    expect(await second.json()).toMatchObject({
      code: "busy",
      retry: "now",
      detail: expect.stringMatching(
        /^Environment `default` is busy: Ada <ada@example\.org> \(process \d+ on `.+`\) has been at it since .+Z: switch `default` to `balanced`$/,
      ),
    });
    expect((await first).status).toBe(504);
  });

  test("asks for a switch by a pull request where it is reviewed, or wanted so", async () => {
    const project = await makeServedProject({
      ...fiveTasks,
      "litellm-profiles.yaml": `${fiveTasks["litellm-profiles.yaml"]}forge: local\n`,
      "environments/default.yaml": `${environment}switch: pull_request\n`,
    });
    const head = project.git("rev-parse", "HEAD");
    const { url } = await serve(project, "--local", "--port", "0");
    const refused = await post(url, "switch", { profile: "balanced", mode: "direct" });
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({
      code: "not-reviewed",
      detail: "Switches of environment `default` are reviewed first",
    });
    const events = await fetch(`${url}/admin/profiles/events`);
    const asked = await post(url, "switch", { profile: "balanced", reason: "Half the price" });
    expect(asked.status).toBe(202);
    const answer: SwitchAnswer = JSON.parse(await asked.text());
    expectAnswer("SwitchAnswer", answer);
    expect(answer).toMatchObject({
      success: true,
      reload_successful: false,
      from_profile: "premium",
      to_profile: "balanced",
      outcome: "proposed",
      rolled_back: false,
      pull_request: { number: 1, state: "open", action: "opened", branch: "litellm-profiles/default" },
    });
    expect(Object.values(answer.active_mappings)).toEqual(tasks.map((task) => `${task}_premium`));
    await waitForEvent(events, "proposed");
    expect(project.git("rev-parse", "HEAD")).toBe(head);
    const again = await post(url, "switch", { profile: "balanced" });
    expect(await again.json()).toMatchObject({ pull_request: { number: 1, action: "unchanged" } });
    const withdrawn = await post(url, "switch", { profile: "premium", mode: "pull_request" });
    expect(withdrawn.status).toBe(200);
    expect(await withdrawn.json()).toMatchObject({ outcome: "withdrawn", pull_request: { state: "closed" } });
    const status = await (await fetch(`${url}/admin/profiles/status`)).json();
    expect(status).toMatchObject({ active_profile: "premium", mapping_valid: true });
  });

  test("ends at once when it is told so twice", async () => {
    const project = await makeServedProject(fiveTasks);
    const { url, child, ended } = await serve(project, "--local", "--port", "0");
    await writeFile(join(project.root, ".git/proxy"), "silent");
    const events = await fetch(`${url}/admin/profiles/events`);
    const switching = post(url, "switch", { profile: "balanced" }).catch(() => "cut off");
    await waitForEvent(events, "delivered");
    const stopping = (await fetch(`${url}/admin/profiles/events`)).text();
    child.kill("SIGINT");
    await stopping;
    child.kill("SIGINT");
    expect(await ended).toEqual([null, "SIGINT"]);
    expect(await switching).toBe("cut off");
  });

  test("lets in whoever has a token, until it is revoked, and shows no secret anywhere", async () => {
    const project = await makeServedProject(fiveTasks);
    const { url, stderr } = await serve(project, "--port", "0");
    expect((await fetch(`${url}/admin/profiles/status`)).status).toBe(401);
    await expect.poll(stderr, { timeout: 10_000 }).toBe(noTokens);
    const made = await run(project, "litellm-profiles token create ci --role admin");
    const token = made.stdout.trim();
    const headers = { authorization: `Bearer ${token}` };
    const answer = await post(url, "switch", { profile: "balanced" }, headers);
    const body = await answer.text();
    expect(JSON.parse(body)).toMatchObject({ success: true, reload_successful: true });
    expect(project.git("log", "-1", "--format=%(trailers:key=Profile-By,valueonly)").trim()).toMatch(
      /^ci <token-[0-9a-f]{8}@localhost>$/,
    );
    const status = await (await fetch(`${url}/admin/profiles/status?fresh=true`, { headers })).text();
    const audit = await readFile(join(project.root, ".litellm-profiles/audit.jsonl"), "utf8");
    const stored = await run(project, "cat .litellm-profiles/tokens/*; litellm-profiles token list --json");
    for (const text of [body, status, audit, stored.stdout, stderr()]) {
      expect(text).not.toContain(token.slice(13));
      expect(text).not.toContain(project.env.LITELLM_MASTER_KEY);
    }
    expect((await run(project, "litellm-profiles token revoke ci")).stdout).toBe(
      `Revoked ${token.slice(4, 12)} (ci)\n`,
    );
    expect((await fetch(`${url}/admin/profiles/status`, { headers })).status).toBe(401);
  });
});

function post(url: string, path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${url}/admin/profiles/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

/** Reads server-sent events until one of this name. */
async function waitForEvent({ body }: Response, name: string): Promise<void> {
  let text = "";
  for await (const chunk of body ?? []) {
    text += Buffer.from(chunk).toString();
    if (text.includes(`event: ${name}\n`)) return;
  }
  throw new Error(`No event ${name} in ${text}`);
}
