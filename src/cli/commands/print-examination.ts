import type { Examination } from "../../domain/examination.ts";
import { examinationJson } from "../../report/examination-json.ts";
import { examinationText } from "../../report/examination-text.ts";
import type { Output } from "../output.ts";

/** What an examination prints; exit code 1 where something is an error. */
export function printExamination(
  examination: Examination,
  { format, colour }: { readonly format: string; readonly colour: boolean },
): Output {
  const stdout = format === "json" ? examinationJson(examination) : examinationText(examination, { colour });
  return { stdout, exitCode: examination.checks.some(({ state }) => state === "error") ? 1 : 0 };
}
