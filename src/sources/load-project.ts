import { hasErrors, sortFindings } from "../domain/finding.ts";
import type { Finding } from "../domain/finding.ts";
import type { Project } from "../domain/project.ts";
import type { SourceFiles } from "../domain/source-files.ts";
import { normalise } from "./normalise.ts";
import { readWritten } from "./read-written.ts";
import type { Written, WrittenSources } from "./read-written.ts";
import type { SourceDocument } from "./source-document.ts";
import { defaultTemplate, environmentFolder, nameOfSource, profileFolder, projectFile } from "./source-paths.ts";

/** The sources as far as they could be read. */
export interface LoadedProject {
  /** Absent where any source has an error of syntax or schema. */
  readonly project: Project | undefined;
  readonly findings: readonly Finding[];
  /** Every YAML source by path, also the broken ones. */
  readonly documents: ReadonlyMap<string, SourceDocument>;
}

/** Reads all sources: parse and check each on its own, find the template, fill the defaults in. */
export function loadProject(files: SourceFiles): LoadedProject {
  const written = readWritten(files);
  const template = findTemplate(written.project, files);
  const sources = [...(written.project ? [written.project] : []), ...written.profiles, ...written.environments];
  const findings = [
    ...sources.flatMap((source) => source.findings),
    ...missingFindings(written, template),
    ...ignoredFindings(files),
  ];
  const project = toProject(written, template);
  return {
    project: hasErrors(findings) ? undefined : project,
    findings: sortFindings(findings),
    documents: new Map(sources.map(({ document }) => [document.file, document])),
  };
}

interface FoundTemplate {
  readonly path: string;
  /** Undefined where there is no such file. */
  readonly text: string | undefined;
}

/** Undefined where the project cannot say which it is. */
function findTemplate(project: WrittenSources["project"], files: SourceFiles): FoundTemplate | undefined {
  if (project?.value === undefined) return undefined;
  const path = project.value.template ?? defaultTemplate;
  return { path, text: files.get(path) };
}

/** The project of the sources that are sound. */
function toProject(written: WrittenSources, template: FoundTemplate | undefined): Project | undefined {
  if (written.project?.value === undefined || template?.text === undefined) return undefined;
  return normalise({
    project: written.project.value,
    profiles: valuesOf(written.profiles),
    environments: valuesOf(written.environments),
    template: { path: template.path, text: template.text },
  });
}

function valuesOf<T>(written: readonly Written<T>[]): Map<string, T> {
  return new Map(written.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const])));
}

function missingFindings({ project, profiles }: WrittenSources, template: FoundTemplate | undefined): Finding[] {
  if (project === undefined) return [topFinding("missing-file", projectFile, `\`${projectFile}\` does not exist`)];
  const noProfile = topFinding("missing-file", projectFile, `There is no profile in \`${profileFolder}/\``);
  return [...missingTemplate(project.document, template), ...(profiles.length > 0 ? [] : [noProfile])];
}

function missingTemplate(document: SourceDocument, template: FoundTemplate | undefined): Finding[] {
  if (template === undefined || template.text !== undefined) return [];
  const message = `Template \`${template.path}\` does not exist`;
  return [{ code: "missing-file", severity: "error", message, ...document.placeOf(["template"]) }];
}

/** YAML files in the folders of sources that nothing reads: a `.yml`, or one folder too deep. */
function ignoredFindings(files: SourceFiles): Finding[] {
  return [profileFolder, environmentFolder].flatMap((folder) =>
    [...files.keys()]
      .filter(
        (path) => path.startsWith(`${folder}/`) && /\.ya?ml$/.test(path) && nameOfSource(folder, path) === undefined,
      )
      .map((path) => ({
        ...topFinding("ignored-file", path, `\`${path}\` is not read`),
        severity: "warning" as const,
        hint: `Sources are called \`${folder}/<name>.yaml\``,
      })),
  );
}

function topFinding(code: string, file: string, message: string): Finding {
  return { code, severity: "error", message, file, line: 1, column: 1, endLine: 1, endColumn: 1 };
}
