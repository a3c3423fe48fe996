import { importConfig } from "../../src/import/import-config.ts";
import type { Imported, ImportRequest } from "../../src/import/import-config.ts";
import { findConfigs } from "../../src/litellm/find-configs.ts";
import { openModelMap } from "../../src/litellm/model-map.ts";
import { renderEnvironment } from "../../src/render/render-environment.ts";
import { loadProject } from "../../src/sources/load-project.ts";

const usual = { environment: "default", litellm: "1.106.2", assigned: [] };

/** Imports the only config of a text. */
export function importText(text: string, request: Partial<ImportRequest> = {}): Imported {
  const [found] = findConfigs(text, "config.yaml");
  if (found === undefined) throw new Error("The text holds no config");
  const asked = { ...usual, ...request };
  return importConfig(found, asked, openModelMap(asked.litellm));
}

/** The text that `render` gives for imported sources. */
export function renderFiles(files: Imported["files"]): string {
  const { project, findings } = loadProject(files);
  const environment = project?.environments[0];
  if (project === undefined || environment === undefined) throw new Error(JSON.stringify(findings));
  const { rendered, findings: rendering } = renderEnvironment(project, environment);
  if (rendered === undefined) throw new Error(JSON.stringify(rendering));
  return rendered.text;
}
