import { describe, expect, test } from "vitest";
import { openModelMap } from "../../src/litellm/model-map.ts";
import { renderTarget, writeTargetFiles, type TargetRequest } from "../../src/operations/render-target.ts";
import { memoryWorld, withOutputs } from "../fakes/memory-world.ts";
import { smallProject } from "../fakes/small-project.ts";

const request: TargetRequest = { environment: "default", target: "configmap", name: "x", module: "pass\n" };
const rendered = withOutputs(smallProject)["litellm_config.yaml"] ?? "";

describe("a config for a cluster", () => {
  test("is that of the work tree's environment", async () => {
    const { printed, files } = await renderTarget(memoryWorld(), openModelMap, request);
    expect(files).toEqual([]);
    expect(printed).toContain(
      rendered
        .split("\n")
        .slice(0, 3)
        .map((line) => (line === "" ? "" : `    ${line}`))
        .join("\n"),
    );
    const values = await renderTarget(memoryWorld(), openModelMap, { ...request, target: "helm-values" });
    expect(values.printed).toMatch(/^proxyConfigMap:\n/);
  });

  test("is refused where it is larger than a ConfigMap may be, with the way out", async () => {
    const template = `${smallProject["templates/litellm_config.yaml.hbs"]}${"# by hand\n".repeat(105_000)}`;
    const world = memoryWorld({ ...smallProject, "templates/litellm_config.yaml.hbs": template });
    await expect(renderTarget(world, openModelMap, request)).rejects.toMatchObject({
      code: "configmap-too-large",
      message: expect.stringMatching(/^`litellm_config\.yaml` has 105\d+ bytes, more than the 1048576 /),
      hint: expect.stringContaining("`profiles:`"),
    });
  });

  test("is refused for broken sources, and an environment that does not exist", async () => {
    const broken = memoryWorld({ ...smallProject, "profiles/balanced.yaml": "tasks: {}\n" });
    await expect(renderTarget(broken, openModelMap, request)).rejects.toMatchObject({ code: "sources-invalid" });
    const nowhere = { ...request, environment: "defualt" };
    await expect(renderTarget(memoryWorld(), openModelMap, nowhere)).rejects.toMatchObject({
      code: "unknown-environment",
    });
    const unrendered = { ...smallProject, "templates/litellm_config.yaml.hbs": "model_list: {{yaml deployments\n" };
    await expect(renderTarget(memoryWorld(unrendered), openModelMap, request)).rejects.toMatchObject({
      code: "sources-invalid",
    });
  });

  test("as a kustomization is written beside the rendered one, and only where it has changed", async () => {
    const world = memoryWorld();
    const { files } = await renderTarget(world, openModelMap, { ...request, target: "kustomize" });
    const states = async (check: boolean) =>
      (await writeTargetFiles(world, files, { environment: "default", check })).map(({ path, state }) => [path, state]);
    expect(await states(true)).toEqual([
      ["kustomization.yaml", "stale"],
      ["litellm_profiles_hook.py", "stale"],
    ]);
    expect(await states(false)).toEqual([
      ["kustomization.yaml", "written"],
      ["litellm_profiles_hook.py", "written"],
    ]);
    expect(await states(true)).toEqual([
      ["kustomization.yaml", "current"],
      ["litellm_profiles_hook.py", "current"],
    ]);
    expect(await world.store.readWorkFile("litellm_profiles_hook.py")).toBe("pass\n");
  });
});
