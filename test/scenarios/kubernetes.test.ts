import { execFile } from "node:child_process";
import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { makeRepository } from "../adapters/git/git-repository.ts";
import { withOutputs } from "../fakes/memory-world.ts";
import { smallProject } from "../fakes/small-project.ts";
import { findKubeconform } from "../setup/find-kubeconform.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { startProxyDouble } from "./proxy-double.ts";

const root = join(import.meta.dirname, "../..");
const program = join(root, "dist/cli.js");
const run = promisify(execFile);
const output = "deploy/production/litellm_config.yaml";
const sources = { ...smallProject, "environments/production.yaml": `active: premium\noutput: ${output}\n` };

const kubeconform = await findKubeconform();
const why = "missing" in kubeconform ? `, skipped: ${kubeconform.missing}` : "";
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
  if ("missing" in kubeconform) throw new Error(kubeconform.missing);
  const schemas = join(kubeconform.schemas, "{{ .ResourceKind }}{{ .KindSuffix }}.json");
  const options = ["-strict", "-summary", "-output", "json", "-schema-location", schemas];
  // Argo CD's and Flux's own kinds are in no schema of Kubernetes.
  const skipped = ["-skip", "Application,GitRepository,kustomize.toolkit.fluxcd.io/v1/Kustomization"];
  const { stdout } = await run(kubeconform.program, [...options, ...skipped, ...files]);
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
      "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [../base, ../production, verify-cronjob.yaml]\n";
    await mkdir(join(folder, "deploy/all"));
    await cp(join(root, "docs/kubernetes/verify-cronjob.yaml"), join(folder, "deploy/all/verify-cronjob.yaml"));
    await writeFile(join(folder, "deploy/all/kustomization.yaml"), overlay);
    const { stdout } = await run("kubectl", ["kustomize", join(folder, "deploy/all")]);
    const objects = parseAllDocuments(stdout).map((document) => document.toJS());
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`).toSorted()).toEqual([
      "ConfigMap litellm-profiles",
      "ConfigMap litellm-profiles-module",
      "CronJob litellm-profiles-verify",
      "Deployment litellm",
      "Service litellm",
      "Service litellm-headless",
    ]);
    const config = objects.find(({ metadata }) => metadata.name === "litellm-profiles");
    expect(config.data["litellm_config.yaml"]).toBe(await readFile(join(folder, output), "utf8"));
  });

  test.skipIf("missing" in kubeconform)(
    `is what Kubernetes' schemas allow, and so are the examples${why}`,
    async () => {
      const folder = await makeProject();
      await writeFile(join(folder, "maps.yaml"), await render(folder, "--target", "configmap"));
      const examples = (await readdir(join(root, "docs/kubernetes"), { recursive: true })).filter(
        (name) => name.endsWith(".yaml") && !name.endsWith("kustomization.yaml"),
      );
      const files = [join(folder, "maps.yaml"), ...examples.map((name) => join(root, "docs/kubernetes", name))];
      expect(await checkManifests(...files)).toEqual({ valid: 6, invalid: 0, errors: 0, skipped: 3 });
    },
  );
});

/** What the container runs, in folders of ours and by the program of this build, and its variables. */
async function container(work: string) {
  const manifest = parse(await readFile(join(root, "docs/kubernetes/verify-cronjob.yaml"), "utf8"));
  const [{ args, command, env }] = manifest.spec.jobTemplate.spec.template.spec.containers;
  const { version }: { version: string } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const fetched = `npx --yes litellm-profiles@${version}`;
  expect(args[0]).toContain(fetched);
  const script = args[0]
    .replaceAll("/scratch/repository", join(work, "repository"))
    .replace(fetched, `node "${program}"`);
  const values = env.flatMap((one: { name: string; value?: string }) =>
    one.value === undefined ? [] : [[one.name, one.value.replace(/^\/scratch$/, work)]],
  );
  return { command: [...command, script], variables: Object.fromEntries(values) };
}

describe("the CronJob that proves", () => {
  const key = "sk-cron-0f3a";

  async function proveIn(mounted: (rendered: string) => string) {
    const [work, cluster] = [await temporaryFolder(), await temporaryFolder()];
    const proxy = await startProxyDouble(cluster, key);
    onTestFinished(proxy.stop);
    const place = join(cluster, ".litellm-profiles/default/litellm_config.yaml");
    const environment = `active: premium
proxies: [{url: "${proxy.url}", key: os.environ/LITELLM_MASTER_KEY}]
deliver: {to: ${place}, prove_within: 1s, when_unproven: hold}
`;
    const files = withOutputs({ ...smallProject, "environments/default.yaml": environment });
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, mounted(files["litellm_config.yaml"] ?? ""));
    const { command, variables } = await container(work);
    const [shell = "", ...options] = command;
    const own = {
      REPOSITORY: makeRepository(files),
      ENVIRONMENT: "default",
      LITELLM_MASTER_KEY: key,
      GITHUB_TOKEN: "x",
    };
    const env = { PATH: process.env["PATH"], NO_COLOR: "1", ...variables, ...own };
    return run(shell, options, { env }).then(
      ({ stdout }) => ({ code: 0, stdout }),
      ({ code, stdout }: { code: number; stdout: string }) => ({ code, stdout }),
    );
  }

  test("clones, asks the workers, and says so", async () => {
    const { code, stdout } = await proveIn((rendered) => rendered);
    expect(stdout).toContain("Proven live in 1 worker");
    expect(code).toBe(0);
  });

  test("fails where the cluster has another config", async () => {
    const { code, stdout } = await proveIn((rendered) => rendered.replaceAll("openai/gpt-4o", "openai/gpt-4.1"));
    expect(stdout).toContain("The delivered file is not the one that the head holds");
    expect(code).toBe(1);
  });
});
