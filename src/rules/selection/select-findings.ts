import type { Finding } from "../../domain/finding.ts";
import type { SourceFiles } from "../../domain/source-files.ts";
import { beyondBaseline, type Baseline } from "./baseline.ts";
import { applySeveritySettings, type SeveritySetting } from "./severity-settings.ts";
import { applySuppressions, findSuppressions } from "./suppressions.ts";

/** What a user wants to hear of. */
export interface Selection {
  readonly settings: readonly SeveritySetting[];
  readonly baseline: Baseline;
}

/** The findings that are left, with the severities that the user gives them: comments in the texts speak first. */
export function selectFindings(
  findings: readonly Finding[],
  texts: SourceFiles,
  { settings, baseline }: Selection,
): Finding[] {
  const suppressions = [...texts].flatMap(([file, text]) => findSuppressions(file, text));
  return beyondBaseline(applySeveritySettings(applySuppressions(findings, suppressions), settings), baseline);
}
