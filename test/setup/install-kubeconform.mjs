import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** `npm run kubeconform`: what checks the manifests, and the schemas that it checks by; needs Go and Python. */
const cache = join(import.meta.dirname, "../../.cache/kubeconform");
const kubernetes = "v1.37.0-local-strict";
mkdirSync(join(cache, "bin"), { recursive: true });
run("go", ["install", "github.com/yannh/kubeconform/cmd/kubeconform@v0.7.0"], { GOBIN: join(cache, "bin") });

const scratch = mkdtempSync(join(tmpdir(), "kubeconform-"));
run("python3", ["-m", "pip", "install", "--quiet", "--no-deps", "--target", scratch, "kubernetes-validate==1.37.0"]);
const schemas = join(scratch, "kubernetes_validate/kubernetes-json-schema", kubernetes);
mkdirSync(join(cache, "schemas"), { recursive: true });
for (const name of readdirSync(schemas)) {
  // They know each other by addresses on the network; here they lie beside each other.
  const { $id: _, ...schema } = JSON.parse(readFileSync(join(schemas, name), "utf8"));
  const text = JSON.stringify(schema).replaceAll('"/api/_definitions.json', '"_definitions.json');
  writeFileSync(join(cache, "schemas", name), text);
}
rmSync(scratch, { recursive: true });
process.stdout.write(`${readdirSync(join(cache, "schemas")).length} schemas of Kubernetes ${kubernetes} in ${cache}\n`);

function run(command, options, variables = {}) {
  execFileSync(command, options, { stdio: "inherit", env: { ...process.env, ...variables } });
}
