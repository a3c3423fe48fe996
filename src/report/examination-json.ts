import type { Examination } from "../domain/examination.ts";

export function examinationJson(examination: Examination): string {
  return `${JSON.stringify(examination, null, 2)}\n`;
}
