import { styleText } from "node:util";
import type { SelfTest, SelfTestCheck } from "../domain/self-test.ts";
import { printable } from "./printable.ts";

interface TextOptions {
  readonly colour: boolean;
}

/** One check, as it is told while the others are still to come. */
export function selfTestLine({ check, failure, milliseconds }: SelfTestCheck, { colour }: TextOptions): string {
  const [word, shade] = failure === null ? (["pass", "green"] as const) : (["FAIL", "red"] as const);
  const shown = colour ? styleText(shade, word, { validateStream: false }) : word;
  const line = `  ${shown}  ${printable(check)} (${milliseconds} ms)\n`;
  return failure === null ? line : `${line}        ${printable(failure)}\n`;
}

/** The totals; the last line says that all is well, or what is not. */
export function selfTestEnd({ total, passed, failed, sections, stopped, left_behind }: SelfTest): string {
  const wrong = sections.flatMap(({ section, checks }) =>
    checks.filter(({ failure }) => failure !== null).map(({ check }) => `${section}: ${printable(check)}`),
  );
  const counts = sections.map(({ section, checks }) => {
    const good = checks.filter(({ failure }) => failure === null).length;
    return `  ${section}: ${good} of ${checks.length}\n`;
  });
  const reasons = [
    ...wrong,
    ...(stopped ? ["stopped before the last check"] : []),
    ...(left_behind === null ? [] : [`not as it was found: ${printable(left_behind)}`]),
  ];
  const head = `\n${total} checks, ${passed} passed, ${failed} failed\n${counts.join("")}`;
  return `${head}${reasons.length === 0 ? "ALL TESTS PASSED" : `FAILED: ${reasons.join("; ")}`}\n`;
}
