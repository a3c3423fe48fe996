import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openAgent } from "../../src/agent/open-agent.ts";
import { composeWorkTree } from "../../src/compose.ts";
import { openModelMap } from "../../src/litellm/model-map.ts";
import { readStatus } from "../../src/operations/read-status.ts";
import type { Delivery } from "../../src/ports/delivery.ts";
import { renderWorkTree } from "../../src/operations/render-work-tree.ts";
import { litellm } from "./live-proxy.ts";
import { startLiveProject, type LiveProject } from "./live-project.ts";

/** A bare remote of the project, and somebody else's clone of it, who pushes switches. */
async function openRemote({ root, git }: LiveProject) {
  const [origin, other] = [`${root}.origin.git`, `${root}.other`];
  git("init", "-q", "--bare", "-b", "main", origin);
  git("remote", "add", "origin", origin);
  git("push", "-q", "origin", "main");
  git("clone", "-q", origin, other);
  async function pushSwitch(from: string, to: string): Promise<string> {
    const file = join(other, "environments/default.yaml");
    await writeFile(file, (await readFile(file, "utf8")).replace(`active: ${from}`, `active: ${to}`));
    await renderWorkTree(composeWorkTree(other), openModelMap, { check: false });
    git("-C", other, "commit", "-qam", `To ${to}`);
    git("-C", other, "push", "-q");
    return git("-C", other, "rev-parse", "HEAD").trim();
  }
  const noteOf = (commit: string) => git("-C", origin, "notes", "--ref=litellm-profiles", "show", commit);
  return { pushSwitch, noteOf };
}

/** The worker is stopped before it can hear of the file. */
function deliverTo(stopped: number, delivery: Delivery): Delivery {
  return {
    ...delivery,
    async deliver(text) {
      process.kill(stopped, "SIGSTOP");
      return delivery.deliver(text);
    },
  };
}

describe.skipIf("missing" in litellm)("an agent beside a real LiteLLM", () => {
  test("brings what is pushed in force, proves it, notes it at the remote, and goes back", async () => {
    const project = await startLiveProject({ workers: 2 });
    const { world, proxy } = project;
    const { pushSwitch, noteOf } = await openRemote(project);
    const agent = await openAgent(world, { environment: "default" });
    expect(await agent.pass()).toMatchObject({ outcome: "applied" });
    expect(await agent.pass()).toMatchObject({ outcome: "unchanged" });

    const commit = await pushSwitch("premium", "balanced");
    expect(await agent.pass()).toMatchObject({
      outcome: "applied",
      commit,
      delivery: { profile: "balanced", proof: { outcome: "proven", strength: "identity", workers: 2 } },
    });
    expect(await proxy.ask("classification")).toMatchObject({ status: 200, text: "from balanced" });
    expect(noteOf(commit)).toContain(`"outcome":"proven"`);
    expect(await readStatus(world, "default")).toMatchObject({ drift: null, agent: { outcome: "applied", commit } });

    const back = await pushSwitch("balanced", "premium");
    expect(await agent.pass()).toMatchObject({ outcome: "applied", commit: back });
    expect(await proxy.ask("classification")).toMatchObject({ status: 200, text: "from premium" });
    await agent.close();
  });

  test("takes back what a stopped worker does not prove, and never tries it again", async () => {
    const project = await startLiveProject({ workers: 2, environment: "deliver: {prove_within: 3s}" });
    const { world, proxy } = project;
    const { pushSwitch, noteOf } = await openRemote(project);
    const agent = await openAgent(world, { environment: "default" });
    expect(await agent.pass()).toMatchObject({ outcome: "applied" });
    const commit = await pushSwitch("premium", "balanced");
    const [, silent = 0] = proxy.pids;
    const stopping = await openAgent(
      { ...world, delivery: (environment) => deliverTo(silent, world.delivery(environment)) },
      { environment: "default" },
    );
    await agent.close();
    expect(await stopping.pass()).toMatchObject({ outcome: "undone", commit });
    process.kill(silent, "SIGCONT");
    expect(noteOf(commit)).toContain(`"outcome":"reverted"`);
    expect(await stopping.pass()).toMatchObject({ outcome: "undone", delivery: null });
    expect(await proxy.ask("classification")).toMatchObject({ status: 200, text: "from premium" });
    await stopping.close();
  });
});
