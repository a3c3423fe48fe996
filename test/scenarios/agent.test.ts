import { createHmac } from "node:crypto";
import { renameSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Pass } from "../../src/domain/pass.ts";
import { environmentOf, git, makeStage, sourcesWith, startAgent, startProxy } from "./agent-stage.ts";

const secret = "a-secret-of-both-sides";

function statuses({ conditions }: Pass) {
  return Object.fromEntries(conditions.map(({ type, status, reason }) => [type, `${status} ${reason}`]));
}

async function delivered(clone: string): Promise<string> {
  return readFile(join(clone, ".litellm-profiles/default/litellm_config.yaml"), "utf8");
}

describe("litellm-profiles agent", () => {
  test("is woken by a signed push, brings it in force, and stops in order", async () => {
    const { clone, origin, push } = await makeStage();
    const { url } = await startProxy(clone);
    const env = environmentOf(url, { LITELLM_PROFILES_WEBHOOK_SECRET: secret });
    const agent = startAgent(clone, env, "--json", "--every", "1h", "--port", "0");
    const [, own = ""] = await agent.says(/Listening on (http:\/\/127\.0\.0\.1:\d+)/);
    await agent.next("applied");
    expect((await fetch(`${own}/readyz`)).status).toBe(200);

    const commit = await push(sourcesWith("balanced"));
    expect((await call(own, { signature: "sha256=00" })).status).toBe(401);
    expect((await call(own)).status).toBe(202);
    const pass = await agent.next("applied");
    expect(pass).toMatchObject({ commit, delivery: { profile: "balanced", proof: { outcome: "proven" } } });
    expect(git(origin, "notes", "--ref=litellm-profiles", "show", commit)).toContain(`"outcome":"proven"`);
    expect(await delivered(clone)).toBe(sourcesWith("balanced")["litellm_config.yaml"]);
    expect(await (await fetch(`${own}/metrics`)).text()).toContain(
      'litellm_profiles_passes_total{environment="default",outcome="applied"} 2',
    );

    agent.kill("SIGTERM");
    expect(await agent.ended).toEqual([0, null]);
    await expect(fetch(`${own}/healthz`)).rejects.toThrow("fetch failed");
  });

  test("finishes the pass under way when it is told to stop", async () => {
    const { clone, push } = await makeStage();
    const { url } = await startProxy(clone);
    const env = environmentOf(url);
    expect(await startAgent(clone, env, "--once").ended).toEqual([0, null]);
    await writeFile(join(clone, ".git/proxy"), "silent");
    await push(sourcesWith("balanced", "{prove_within: 2s, when_unproven: revert}"));
    const agent = startAgent(clone, env, "--every", "1h");
    await agent.says(/Waiting up to 2 s for every worker/);
    expect(await delivered(clone)).toBe(sourcesWith("balanced")["litellm_config.yaml"]);
    agent.kill("SIGTERM");
    expect(await agent.ended).toEqual([0, null]);
    expect(await delivered(clone)).toBe(sourcesWith("premium")["litellm_config.yaml"]);
    const pass: Pass = JSON.parse(await readFile(join(clone, ".litellm-profiles/default/agent.json"), "utf8"));
    expect(pass).toMatchObject({ outcome: "undone" });
    expect(statuses(pass)).toMatchObject({ Delivered: "false undone", Reported: "true shared" });
  });

  test("leaves a target to whoever has it, says who, and takes over when that is killed", async () => {
    const { clone, push } = await makeStage();
    const { url } = await startProxy(clone);
    const env = environmentOf(url);
    const first = startAgent(clone, env, "--json", "--every", "1h");
    await first.next("applied");
    const second = startAgent(clone, env, "--json", "--every", "1s");
    const held = await second.next("held");
    expect(statuses(held)).toMatchObject({ Delivered: "unknown busy" });
    expect(held.conditions.find(({ type }) => type === "Delivered")?.message).toMatch(
      new RegExp(
        `^Target \`.*/litellm_config.yaml\` is busy: Ada <ada@example.org> \\(process ${first.pid} on .*: follow \`origin\``,
      ),
    );
    const commit = await push(sourcesWith("balanced"));
    first.kill("SIGKILL");
    expect(await second.next("applied")).toMatchObject({ commit });
  });

  test("goes on by itself when the remote is back", async () => {
    const { clone, origin, push } = await makeStage();
    const { url } = await startProxy(clone);
    const agent = startAgent(clone, environmentOf(url), "--json", "--every", "1s");
    await agent.next("applied");
    const commit = await push(sourcesWith("balanced"));
    renameSync(origin, `${origin}-away`);
    expect(statuses(await agent.next("failed"))).toMatchObject({
      Fetched: "false remote-unreachable",
      Delivered: "true unchanged",
      Proven: "true proven",
    });
    renameSync(`${origin}-away`, origin);
    expect(await agent.next("applied")).toMatchObject({ commit });
  });
});

function call(own: string, { signature }: { signature?: string } = {}): Promise<Response> {
  const body = `{"ref":"refs/heads/main"}`;
  return fetch(`${own}/webhook`, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "x-github-event": "push",
      "x-github-delivery": "one",
      "x-hub-signature-256": signature ?? `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
    },
  });
}
