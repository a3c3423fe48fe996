import { SourcesInvalid } from "../domain/failure.ts";
import { hasErrors } from "../domain/finding.ts";
import type { FoundPlace, InitResult } from "../domain/init-result.ts";
import type { SourceFiles, WriteFiles } from "../domain/source-files.ts";
import { importConfig } from "../import/import-config.ts";
import { findConfigs, type FoundConfig } from "../litellm/find-configs.ts";
import type { ModelMap } from "../litellm/model-map.ts";
import { pathText } from "../sources/path-text.ts";
import { starterProject } from "./starter-project.ts";

export interface InitRequest {
  readonly environment: string;
  /** LiteLLM release that the proxies run. */
  readonly litellm: string;
  /** Whether to write; else it is only said what would be written. */
  readonly confirmed: boolean;
}

/**
 * Makes a project of a folder's files: of the first config that is found there, plain ones before those in Kubernetes and
 * Helm documents, else one to start with. Throws `nothing-to-import`, `sources-invalid` where the config is broken or
 * holds secrets, `would-overwrite` or `target-not-writable`.
 */
export async function initProject(
  files: SourceFiles,
  write: WriteFiles,
  request: InitRequest,
  models: ModelMap,
): Promise<InitResult> {
  const found = [...files].flatMap(([file, text]) =>
    findConfigs(text.replaceAll(/\r\n?/g, "\n"), file)
      .filter(({ config }) => config !== undefined)
      .map((config) => ({ place: { file, within: pathText(config.within) }, config })),
  );
  const [chosen] = found.toSorted((a, b) => a.config.within.length - b.config.within.length);
  const made = chosen === undefined ? start(request) : takeOver(chosen, request, models);
  if (request.confirmed) await write(made.files, { overwrite: false });
  return {
    version: 1,
    found: found.map(({ place }) => place),
    source: chosen?.place ?? null,
    written: request.confirmed,
    files: [...made.files].map(([path, text]) => ({ path, text })),
    differences: made.differences,
    variables: made.variables,
  };
}

type Made = Pick<InitResult, "differences" | "variables"> & { readonly files: SourceFiles };

function start({ litellm, environment }: InitRequest): Made {
  return { files: starterProject(litellm, environment), differences: [], variables: [] };
}

function takeOver(
  { config }: { readonly place: FoundPlace; readonly config: FoundConfig },
  { environment, litellm }: InitRequest,
  models: ModelMap,
): Made {
  const { files, differences, secrets, findings } = importConfig(
    config,
    { environment, litellm, assigned: [] },
    models,
  );
  if (hasErrors(findings)) throw new SourcesInvalid(findings);
  return { files, differences, variables: [...new Set(secrets.map(({ variable }) => variable))] };
}
