import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fetchedTool, starterWorkflows } from "../../src/operations/starter-workflows.ts";

const root = join(import.meta.dirname, "../..");
const actionlintVersion = "1.7.7";
const zizmorVersion = "1.32.0";

/** Both in the cache, each in a folder of its version; installed by `go` and `python3` where they are missing. */
function installTools(): { readonly actionlint: string; readonly zizmor: string } {
  const go = join(root, `.cache/actionlint-${actionlintVersion}`);
  const actionlint = join(go, "actionlint");
  if (!existsSync(actionlint)) {
    run("go", ["install", `github.com/rhysd/actionlint/cmd/actionlint@v${actionlintVersion}`], { GOBIN: go });
  }
  const python = join(root, `.cache/zizmor-${zizmorVersion}`);
  const zizmor = join(python, "bin/zizmor");
  if (!existsSync(zizmor)) {
    run("python3", ["-m", "venv", python]);
    run(join(python, "bin/pip"), ["install", "--quiet", `zizmor==${zizmorVersion}`]);
  }
  return { actionlint, zizmor };
}

function run(program: string, args: readonly string[], more: Readonly<Record<string, string>> = {}): void {
  execFileSync(program, args, { stdio: "inherit", env: { ...process.env, ...more }, cwd: root });
}

/** What `init` writes into a user's repository, as files. */
function writeStarters(): string {
  const folder = mkdtempSync(join(root, ".cache/workflows-"));
  for (const [path, text] of starterWorkflows(fetchedTool("0.1.0"))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

mkdirSync(join(root, ".cache"), { recursive: true });
const { actionlint, zizmor } = installTools();
const starters = writeStarters();
try {
  const folders = [root, starters].map((folder) => join(folder, ".github/workflows"));
  const files = folders.flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)));
  run(actionlint, files);
  run(zizmor, ["--offline", "--quiet", ...folders, join(root, "action.yml")]);
} finally {
  rmSync(starters, { recursive: true });
}
