import { SourcesInvalid } from "../domain/failure.ts";
import { hasErrors } from "../domain/finding.ts";
import type { FoundPlace, InitResult } from "../domain/init-result.ts";
import type { SourceFiles, WriteFiles } from "../domain/source-files.ts";
import { importConfig } from "../import/import-config.ts";
import { findConfigs, type FoundConfig } from "../litellm/find-configs.ts";
import type { ModelMap } from "../litellm/model-map.ts";
import { pathText } from "../sources/path-text.ts";
import { projectFile } from "../sources/source-paths.ts";
import { starterProject } from "./starter-project.ts";
import { starterWorkflows, type WorkflowTool } from "./starter-workflows.ts";

export interface InitRequest {
  readonly environment: string;
  /** LiteLLM release that the proxies run. */
  readonly litellm: string;
  /** How GitHub's workflows get at this tool; null where none are wanted. */
  readonly workflows: WorkflowTool | null;
  /** Whether the folder is a project already: then only workflows can be added. */
  readonly isProject: boolean;
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
  const workflows = request.workflows === null ? nothing : starterWorkflows(request.workflows);
  const made = make(chosen, request, models);
  const all = new Map([...withForge(made.files, workflows), ...workflows]);
  if (request.confirmed) await write(all, { overwrite: false });
  return {
    version: 1,
    found: found.map(({ place }) => place),
    source: request.isProject && workflows.size > 0 ? null : (chosen?.place ?? null),
    written: request.confirmed,
    files: [...all].map(([path, text]) => ({ path, text })),
    workflows: [...workflows.keys()],
    differences: made.differences,
    variables: made.variables,
  };
}

type Made = Pick<InitResult, "differences" | "variables"> & { readonly files: SourceFiles };

interface Chosen {
  readonly place: FoundPlace;
  readonly config: FoundConfig;
}

const nothing: SourceFiles = new Map();

function make(chosen: Chosen | undefined, request: InitRequest, models: ModelMap): Made {
  if (request.isProject && request.workflows !== null) return { files: nothing, differences: [], variables: [] };
  return chosen === undefined ? start(request) : takeOver(chosen, request, models);
}

/** Workflows ask for reviews on GitHub. */
function withForge(files: SourceFiles, workflows: SourceFiles): SourceFiles {
  const text = files.get(projectFile);
  if (text === undefined || workflows.size === 0) return files;
  return new Map([...files, [projectFile, `${text}\nforge: github\n`]]);
}

function start({ litellm, environment }: InitRequest): Made {
  return { files: starterProject(litellm, environment), differences: [], variables: [] };
}

function takeOver({ config }: Chosen, { environment, litellm }: InitRequest, models: ModelMap): Made {
  const { files, differences, secrets, findings } = importConfig(
    config,
    { environment, litellm, assigned: [] },
    models,
  );
  if (hasErrors(findings)) throw new SourcesInvalid(findings);
  return { files, differences, variables: [...new Set(secrets.map(({ variable }) => variable))] };
}
