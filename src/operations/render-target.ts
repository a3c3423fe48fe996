import { Failure, SourcesInvalid } from "../domain/failure.ts";
import type { ModelMap } from "../litellm/model-map.ts";
import type { World } from "../ports/world.ts";
import { configMapManifests } from "../render/targets/config-maps.ts";
import { helmValues } from "../render/targets/helm-values.ts";
import { kustomizationFiles, type TargetFile } from "../render/targets/kustomization.ts";
import type { ClusterParts } from "../render/targets/target.ts";
import { checkSources } from "../rules/sources/index.ts";
import { loadProject } from "../sources/load-project.ts";
import { readSourceFiles } from "../sources/source-files.ts";
import { hasErrors } from "../domain/finding.ts";
import { isSameText } from "../domain/source-files.ts";
import { requireEnvironment } from "./load-head.ts";
import { renderChecked } from "./render-checked.ts";
import type { RenderedFile } from "./render-work-tree.ts";
import { unifiedDiff } from "./unified-diff.ts";

/** `configmap` and `helm-values` are texts to pass on; `kustomize` is files beside the rendered config. */
export type Target = "configmap" | "helm-values" | "kustomize";

export interface TargetRequest extends Pick<ClusterParts, "name" | "namespace" | "module"> {
  readonly environment: string;
  readonly target: Target;
}

export interface RenderedTarget {
  /** What to pass on; empty where there are files. */
  readonly printed: string;
  readonly files: readonly TargetFile[];
}

/** What Kubernetes takes in the data of one ConfigMap. */
const mostBytes = 1024 * 1024;

/**
 * An environment's config, rendered from the work tree, in a form that a cluster takes. Throws `not-a-project`,
 * `unknown-environment`, `sources-invalid`, and `configmap-too-large` where Kubernetes would refuse it.
 */
export async function renderTarget(
  { readWorkTree }: Pick<World, "readWorkTree">,
  openModelMap: (release: string) => ModelMap,
  request: TargetRequest,
): Promise<RenderedTarget> {
  const { output, text } = await renderOne({ readWorkTree }, openModelMap, request.environment);
  const parts: ClusterParts = { ...request, config: text };
  requireRoom(output, text);
  if (request.target === "kustomize") return { printed: "", files: kustomizationFiles(parts, output) };
  return { printed: request.target === "configmap" ? configMapManifests(parts) : helmValues(parts), files: [] };
}

async function renderOne(
  { readWorkTree }: Pick<World, "readWorkTree">,
  openModelMap: (release: string) => ModelMap,
  name: string,
): Promise<{ readonly output: string; readonly text: string }> {
  const loaded = loadProject(await readSourceFiles(readWorkTree));
  const found = checkSources(loaded, openModelMap);
  if (loaded.project === undefined || hasErrors(found)) throw new SourcesInvalid(found);
  const { project, documents } = loaded;
  const environment = requireEnvironment(project, name);
  const { rendered, findings } = renderChecked({ project, documents }, environment, openModelMap(environment.litellm));
  if (rendered === undefined) throw new SourcesInvalid(findings);
  return { output: environment.output, text: rendered.text };
}

function requireRoom(output: string, text: string): void {
  const bytes = new TextEncoder().encode(text).length;
  if (bytes <= mostBytes) return;
  throw new Failure(
    "configmap-too-large",
    `\`${output}\` has ${bytes} bytes, more than the ${mostBytes} that Kubernetes takes in one ConfigMap`,
    "List in the environment only the profiles that it uses (`profiles:`), or bring the file by a volume: docs/kubernetes says how",
  );
}

/** Writes what has changed, or with `check` only says what would. Throws `target-not-writable`. */
export async function writeTargetFiles(
  { readWorkTree, writeWorkTree }: Pick<World, "readWorkTree" | "writeWorkTree">,
  files: readonly TargetFile[],
  { environment, check }: { readonly environment: string; readonly check: boolean },
): Promise<readonly RenderedFile[]> {
  const before = await readWorkTree(files.map(({ path }) => path));
  const stale = files.filter(({ path, text }) => !isSameText(before.get(path), text));
  if (!check) for (const { path, text } of stale) await writeWorkTree(path, text);
  return files.map(({ path, text }) => ({
    environment,
    path,
    state: stale.every((file) => file.path !== path) ? "current" : check ? "stale" : "written",
    diff: unifiedDiff(path, before.get(path), text),
  }));
}
