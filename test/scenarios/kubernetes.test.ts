import { execFile } from "node:child_process";
import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { withOutputs } from "../fakes/memory-world.ts";
import { smallProject } from "../fakes/small-project.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const root = join(import.meta.dirname, "../..");
const program = join(root, "dist/cli.js");
const run = promisify(execFile);
const output = "deploy/production/litellm_config.yaml";
const sources = { ...smallProject, "environments/production.yaml": `active: premium\noutput: ${output}\n` };

/** What `npm run kubeconform` has installed. */
const cache = join(root, ".cache/kubeconform");
const hasKubeconform = existsSync(join(cache, "bin/kubeconform"));
const hasKubectl = (process.env["PATH"] ?? "").split(":").some((folder) => existsSync(join(folder, "kubectl")));

async function makeProject(): Promise<string> {
  const folder = await temporaryFolder();
  for (const [path, text] of Object.entries(withOutputs(sources))) {
    await mkdir(join(folder, path, ".."), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

async function render(folder: string, ...options: string[]): Promise<string> {
  return (await run(process.execPath, [program, "render", "-e", "production", ...options], { cwd: folder })).stdout;
}

/** How many objects fit their schemas, and how many do not. */
async function checkManifests(...files: string[]): Promise<unknown> {
  const schemas = join(cache, "schemas/{{ .ResourceKind }}{{ .KindSuffix }}.json");
  const options = ["-strict", "-summary", "-output", "json", "-schema-location", schemas];
  // Argo CD's and Flux's own kinds are in no schema of Kubernetes.
  const skipped = ["-skip", "Application,GitRepository,kustomize.toolkit.fluxcd.io/v1/Kustomization"];
  const { stdout } = await run(join(cache, "bin/kubeconform"), [...options, ...skipped, ...files]);
  return JSON.parse(stdout).summary;
}

beforeAll(() => {
  if (!existsSync(program)) throw new Error("There is no program to run: npm run build");
});

describe("a config for a cluster", () => {
  test("is printed as ConfigMaps that hold it to the byte", async () => {
    const folder = await makeProject();
    const printed = await render(folder, "--target", "configmap", "--namespace", "llm");
    const [config, module] = parseAllDocuments(printed).map((document) => document.toJS());
    expect(config.data["litellm_config.yaml"]).toBe(await readFile(join(folder, output), "utf8"));
    expect(config.metadata).toEqual({ name: "litellm-profiles", namespace: "llm" });
    expect(module.data["litellm_profiles_hook.py"]).toBe(
      await readFile(join(root, "src/hook/litellm_profiles_hook.py"), "utf8"),
    );
  });

  test.skipIf(!hasKubectl)("is what kubectl makes of the kustomization, beside the Deployment", async () => {
    const folder = await makeProject();
    const told = await render(folder, "--target", "kustomize");
    expect(told).toBe(
      "deploy/production/kustomization.yaml: written\ndeploy/production/litellm_profiles_hook.py: written\n",
    );
    await cp(join(root, "docs/kubernetes/base"), join(folder, "deploy/base"), { recursive: true });
    const overlay =
      "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [../base, ../production]\n";
    await mkdir(join(folder, "deploy/all"));
    await writeFile(join(folder, "deploy/all/kustomization.yaml"), overlay);
    const { stdout } = await run("kubectl", ["kustomize", join(folder, "deploy/all")]);
    const objects = parseAllDocuments(stdout).map((document) => document.toJS());
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`).toSorted()).toEqual([
      "ConfigMap litellm-profiles",
      "ConfigMap litellm-profiles-module",
      "Deployment litellm",
      "Service litellm",
      "Service litellm-headless",
    ]);
    const config = objects.find(({ metadata }) => metadata.name === "litellm-profiles");
    expect(config.data["litellm_config.yaml"]).toBe(await readFile(join(folder, output), "utf8"));
  });

  test.skipIf(!hasKubeconform)("is what Kubernetes' schemas allow, and so are the examples", async () => {
    const folder = await makeProject();
    await writeFile(join(folder, "maps.yaml"), await render(folder, "--target", "configmap"));
    const examples = (await readdir(join(root, "docs/kubernetes"), { recursive: true })).filter(
      (name) => name.endsWith(".yaml") && !name.endsWith("kustomization.yaml"),
    );
    const files = [join(folder, "maps.yaml"), ...examples.map((name) => join(root, "docs/kubernetes", name))];
    expect(await checkManifests(...files)).toEqual({ valid: 5, invalid: 0, errors: 0, skipped: 3 });
  });
});
