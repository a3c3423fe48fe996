import { describe, expect, test } from "vitest";
import { smallProject } from "../fakes/small-project.ts";
import { makeServedProject, run, serve, type ServedProject } from "./served-project.ts";

const environment = `active: premium
proxies: [{url: os.environ/LITELLM_URL, key: os.environ/LITELLM_MASTER_KEY}]
`;
const tasks = ["classification", "extraction", "synthesis", "validation_primary", "validation_secondary"];
const profile = (model: string) => `tasks:\n${tasks.map((task) => `  ${task}: [{model: ${model}}]\n`).join("")}`;

/** The five tasks, in two profiles. */
const fiveTasks = {
  ...smallProject,
  "litellm-profiles.yaml": `version: 1
litellm: 1.106.2
tasks:
${tasks.map((task) => `  ${task}: {}\n`).join("")}connections:
  openai: {api_key: os.environ/OPENAI_API_KEY}
`,
  "profiles/premium.yaml": profile("openai/gpt-4o"),
  "profiles/balanced.yaml": profile("openai/gpt-4o-mini"),
  "environments/default.yaml": environment,
};

/** On port 8000, as the commands of the documentation say; on another one where a program of this machine has it. */
async function serveOnDocumentedPort(project: ServedProject) {
  try {
    return await serve(project, "--port", "8000");
  } catch (error) {
    if (!String(error).includes("port-taken")) throw error;
    return await serve(project, "--port", "0");
  }
}

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

  test("stops in order, and its port is free again", async () => {
    const project = await makeServedProject(fiveTasks);
    const first = await serve(project, "--port", "0", "--json");
    expect(JSON.parse(first.line)).toEqual({ version: 1, url: first.url, port: Number(new URL(first.url).port) });
    const port = new URL(first.url).port;
    await expect(serve(project, "--port", port)).rejects.toThrow(`Another program listens on port ${port}`);
    first.child.kill("SIGTERM");
    expect(await first.ended).toEqual([0, null]);
    expect(first.stderr()).toBe("");
    await serve(project, "--port", port);
  });
});
