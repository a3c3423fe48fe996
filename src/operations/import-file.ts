import { Failure } from "../domain/failure.ts";
import { hasErrors } from "../domain/finding.ts";
import type { Finding } from "../domain/finding.ts";
import type { ImportResult } from "../domain/import-result.ts";
import type { ReadFiles, SourceFiles, WriteFiles } from "../domain/source-files.ts";
import { importConfig } from "../import/import-config.ts";
import type { Imported, ImportRequest } from "../import/import-config.ts";
import { findConfigs } from "../litellm/find-configs.ts";
import type { FoundConfig } from "../litellm/find-configs.ts";
import type { ModelMap } from "../litellm/model-map.ts";
import { pathText } from "../sources/path-text.ts";
import { projectFile } from "../sources/source-paths.ts";
import { validateProject } from "./validate-project.ts";

export interface ImportFileRequest extends ImportRequest {
  readonly file: string;
  readonly text: string;
  /** Which config, where the file holds several. */
  readonly within?: string;
  readonly dryRun: boolean;
  readonly overwrite: boolean;
}

/**
 * Makes sources of a config in a file and writes them, all or none. Nothing is written where a finding is an error.
 * Throws `no-config`, `nothing-to-import`, `would-overwrite` or `target-not-writable`.
 */
export async function importFile(
  write: WriteFiles,
  request: ImportFileRequest,
  openModelMap: (release: string) => ModelMap,
): Promise<ImportResult> {
  const found = chooseConfig(findConfigs(request.text.replaceAll(/\r\n?/g, "\n"), request.file), request);
  const imported = importConfig(found, request, openModelMap(request.litellm));
  if (hasErrors(imported.findings)) return tellResult(request, imported, { written: false, validation: [] });
  const { findings: validation } = await validateProject(readFrom(imported.files), openModelMap);
  if (!request.dryRun) await write(projectLast(imported.files), { overwrite: request.overwrite });
  return tellResult(request, imported, { written: !request.dryRun, validation });
}

function tellResult(
  { file, assigned }: ImportFileRequest,
  { files, takeover, differences, secrets, deadKeys, findings, aliases }: Imported,
  { written, validation }: { readonly written: boolean; readonly validation: readonly Finding[] },
): ImportResult {
  const cells = (takeover?.tasks ?? []).flatMap((task) => [...task.cells.values()]);
  const count = (severity: Finding["severity"]) => validation.filter((each) => each.severity === severity).length;
  return {
    version: 1,
    source: file,
    written,
    files: [...files].map(([path, text]) => ({ path, text })),
    tasks: takeover?.tasks.map(({ name }) => name) ?? [],
    profiles: takeover?.profiles ?? [],
    active: takeover?.active ?? null,
    groups: cells.filter(({ kind }) => kind === "deployments").length,
    by_hand: takeover?.left ?? [],
    new_tasks: assigned.map(({ task }) => task).filter((task) => !aliases.includes(task)),
    differences,
    secrets,
    dead_keys: deadKeys,
    findings,
    validation: { errors: count("error"), warnings: count("warning") },
  };
}

function chooseConfig(configs: readonly FoundConfig[], { file, within }: ImportFileRequest): FoundConfig {
  const paths = configs.map((config) => pathText(config.within));
  const chosen = within === undefined ? configs[0] : configs[paths.indexOf(within)];
  if (chosen !== undefined && (within !== undefined || configs.length === 1)) return chosen;
  if (configs.length === 0) {
    throw new Failure("no-config", `\`${file}\` holds no LiteLLM config`, "Name a config, or a file that wraps one");
  }
  throw new Failure(
    "no-config",
    within === undefined
      ? `\`${file}\` holds ${configs.length} configs`
      : `\`${file}\` holds no config at \`${within}\``,
    `Name one with \`--within\`: ${paths.map((path) => `\`${path}\``).join(", ")}`,
  );
}

/** Without its own file a project is none: what is killed half-way leaves no broken one. */
function projectLast(files: SourceFiles): SourceFiles {
  return new Map([...files].toSorted(([a], [b]) => Number(a === projectFile) - Number(b === projectFile)));
}

/** Files that are not written yet, read as if they were. */
function readFrom(files: SourceFiles): ReadFiles {
  return (paths) =>
    Promise.resolve(
      new Map([...files].filter(([path]) => paths.some((each) => path === each || path.startsWith(`${each}/`)))),
    );
}
