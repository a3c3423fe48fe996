import { hasErrors } from "../domain/finding.ts";
import type { Validation } from "../operations/validate-project.ts";
import { countFindings } from "../report/count-findings.ts";
import { reportFinding } from "../report/findings-json.ts";
import { atLeast } from "../rules/selection/at-least.ts";
import { selectFindings } from "../rules/selection/select-findings.ts";
import type { ValidateAnswer } from "./answers.ts";

/** What validating found, as `validate --json` says it: comments that suppress a finding count, infos are left out. */
export function answerValidation({ findings, files }: Validation, onlyFile?: string): ValidateAnswer {
  const selected = atLeast(selectFindings(findings, files, { settings: [], baseline: [] }), "warning");
  const shown = selected.filter(({ file }) => onlyFile === undefined || file === onlyFile);
  return {
    version: 1,
    valid: !hasErrors(shown),
    validation_results: shown.map(reportFinding),
    summary: { ...countFindings(shown), files: onlyFile === undefined ? files.size : 1 },
  };
}
