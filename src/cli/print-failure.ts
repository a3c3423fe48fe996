import { styleText } from "node:util";
import { Failure, SourcesInvalid } from "../domain/failure.ts";
import { printable } from "../report/printable.ts";

/** What stderr says of work that could not be done. Anything but a failure is our own mistake. */
export function failureText(error: unknown, colour: boolean): string {
  if (!(error instanceof Failure)) return defectText(error);
  const paint = (style: "red" | "green", text: string) =>
    colour ? styleText(style, text, { validateStream: false }) : text;
  const others = error instanceof SourcesInvalid ? otherFindings(error) : [];
  return [
    `${paint("red", "Error")} ${error.code}: ${printable(error.message)}`,
    ...others,
    `  ${paint("green", printable(error.hint))}`,
  ]
    .map((line) => `${line}\n`)
    .join("");
}

/** The first error stands in the message. */
function otherFindings({ findings }: SourcesInvalid): string[] {
  return findings
    .filter(({ severity }) => severity === "error")
    .slice(1)
    .map(({ file, line, column, message }) => printable(`  ${file}:${line}:${column}: ${message}`));
}

function defectText(error: unknown): string {
  const [where = ""] = /\bat .*$/m.exec(error instanceof Error ? (error.stack ?? "") : "") ?? [];
  const what = printable(String(error).split("\n")[0] ?? "");
  return `This is a defect of litellm-profiles, please report it: ${what} ${where}\n`;
}

/** The same for programs. */
export function failureJson(error: Failure): string {
  const { code, message, hint, retry } = error;
  const findings = error instanceof SourcesInvalid ? { findings: error.findings } : {};
  return `${JSON.stringify({ version: 1, failure: { code, message, hint, retry, ...findings } }, null, 2)}\n`;
}
