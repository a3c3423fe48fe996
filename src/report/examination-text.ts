import { styleText } from "node:util";
import type { CheckState, Examination } from "../domain/examination.ts";
import { must } from "../domain/must.ts";
import { alignColumns } from "./align-columns.ts";
import { printable } from "./printable.ts";

const colours: Readonly<Record<CheckState, "green" | "yellow" | "red" | "gray">> = {
  ok: "green",
  warning: "yellow",
  error: "red",
  unknown: "gray",
};

/** A line for each check, and one below it that says what to do. */
export function examinationText({ checks }: Examination, { colour }: { readonly colour: boolean }): string {
  const rows = alignColumns(checks.map(({ state, check, message }) => [state, check, printable(message)]));
  const lines = checks.flatMap(({ state, fix }, index) => {
    const row = must(rows[index], "The row of a check");
    const shown = colour ? styleText(colours[state], state, { validateStream: false }) + row.slice(state.length) : row;
    return [shown, ...(fix === null ? [] : [`         ${printable(fix)}`])];
  });
  return `${lines.join("\n")}\n`;
}
