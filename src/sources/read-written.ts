import { hasErrors } from "../domain/finding.ts";
import type { Finding } from "../domain/finding.ts";
import type { SourceFiles } from "../domain/source-files.ts";
import { must } from "../domain/must.ts";
import type { WrittenEnvironment } from "../generated/environment.ts";
import type { WrittenProfile } from "../generated/profile.ts";
import type { WrittenProject } from "../generated/project.ts";
import { validateEnvironment, validateName, validateProfile, validateProject } from "../generated/validators.mjs";
import { schemaFindings } from "./schema-findings.ts";
import type { Validate } from "./schema-findings.ts";
import { parseSource } from "./source-document.ts";
import type { SourceDocument } from "./source-document.ts";
import { environmentFolder, nameOfSource, profileFolder, projectFile } from "./source-paths.ts";

/** One source as a user typed it; `value` is absent where its syntax or schema is wrong. */
export interface Written<T> {
  /** Name that its path gives. */
  readonly name: string;
  readonly document: SourceDocument;
  readonly value: T | undefined;
  readonly findings: readonly Finding[];
}

/** All sources as typed, each checked on its own. */
export interface WrittenSources {
  readonly project: Written<WrittenProject> | undefined;
  readonly profiles: readonly Written<WrittenProfile>[];
  readonly environments: readonly Written<WrittenEnvironment>[];
}

/** Parses every source and checks it against its schema. */
export function readWritten(files: SourceFiles): WrittenSources {
  const projectText = files.get(projectFile);
  return {
    project: projectText === undefined ? undefined : readSource("project", projectFile, projectText, validateProject),
    profiles: readFolder(files, profileFolder, validateProfile),
    environments: readFolder(files, environmentFolder, validateEnvironment),
  };
}

function readFolder<T>(files: SourceFiles, folder: string, validate: Validate<T>): Written<T>[] {
  return [...files]
    .flatMap(([path, text]) => {
      const name = nameOfSource(folder, path);
      return name === undefined ? [] : [readNamed(name, path, text, validate)];
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function readNamed<T>(name: string, file: string, text: string, validate: Validate<T>): Written<T> {
  const written = readSource(name, file, text, validate);
  return validateName(name)
    ? written
    : { ...written, value: undefined, findings: [nameFinding(name, file), ...written.findings] };
}

function readSource<T>(name: string, file: string, text: string, validate: Validate<T>): Written<T> {
  const { document, findings } = parseSource(file, text);
  if (hasErrors(findings)) return { name, document, value: undefined, findings };
  const { value }: { value: unknown } = document;
  if (validate(value)) return { name, document, value, findings };
  return {
    name,
    document,
    value: undefined,
    findings: [...findings, ...schemaFindings(document, must(validate.errors, "What is wrong"))],
  };
}

/** That a file of this name can hold no profile and no environment. */
export function nameFinding(name: string, file: string): Finding {
  return {
    code: "invalid-name",
    severity: "error",
    message: `\`${name}\` cannot be used as a name, and ${file} is called so`,
    hint: "Rename the file: lower-case letters and digits, joined by single `_` or `-`",
    file,
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 1,
  };
}
