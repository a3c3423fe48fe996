import { Failure } from "../../src/domain/failure.ts";
import { isJsonArray, isJsonObject } from "../../src/domain/json.ts";
import type { Imported } from "../../src/import/import-config.ts";
import { readConfig } from "../../src/litellm/read-config.ts";
import { caseNames, readCase, readOutcomes } from "../truth/labels.ts";
import { importText } from "./import-text.ts";

/** What came of importing a case. */
export interface CaseImport {
  readonly name: string;
  readonly text: string;
  /** Undefined where there is nothing to import. */
  readonly imported: Imported | undefined;
  /** `0 differences`, or why there is nothing. */
  readonly told: string;
}

/**
 * Imports every case that LiteLLM loads on a release, though with a mistake. One whose aliases name no task gets a task
 * that points at its first group.
 */
export function importCases(release: "1.106.2"): CaseImport[] {
  const outcomes = readOutcomes();
  const loading = caseNames().filter((name) => {
    const outcome = outcomes.get(name)?.get(release) ?? "-";
    return outcome !== "aborts" && outcome !== "-";
  });
  return loading.map((name) => importCase(name, readCase(name)));
}

function importCase(name: string, text: string): CaseImport {
  try {
    return tell(name, text, importText(text));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const group = firstGroup(text);
    if (group === undefined) return { name, text, imported: undefined, told: error.message };
    return tell(name, text, importText(text, { assigned: [{ task: "imported", group }] }));
  }
}

function tell(name: string, text: string, imported: Imported): CaseImport {
  const [refusal] = imported.findings;
  if (refusal !== undefined) return { name, text, imported: undefined, told: refusal.message };
  return { name, text, imported, told: `${imported.differences.length} differences` };
}

function firstGroup(text: string): string | undefined {
  const list = readConfig(text).config?.["model_list"];
  const names = isJsonArray(list) ? list.map((entry) => (isJsonObject(entry) ? entry["model_name"] : undefined)) : [];
  return names.find((name) => typeof name === "string");
}
