import type { DueChange } from "../domain/due-change.ts";
import type { DueEnvironment, DueResult } from "../domain/due-result.ts";
import { momentWords } from "./moment-words.ts";
import { printable } from "./printable.ts";
import { formatSwitchText, type SwitchTextOptions } from "./switch-text.ts";

/** What came due for a terminal: an environment a block, with what a switch would say where there was one. */
export function formatDueText({ environments }: DueResult, options: SwitchTextOptions): string {
  return environments.map((each) => blockOf(each, options)).join("\n");
}

function blockOf(each: DueEnvironment, options: SwitchTextOptions): string {
  const { environment, due, next, result, failure } = each;
  const lines =
    due.length === 0 ? [`Nothing is due in \`${environment}\``] : due.map((one) => dueWords(environment, one));
  const comes = next === null ? [] : [`Next in \`${environment}\`: \`${next.to}\` at ${momentWords(next.at)}`];
  const refusal = failure === null ? [] : [`Not done: ${failure.message}`, `  ${failure.hint}`];
  const told = result === null ? "" : `\n${formatSwitchText(result, options)}`;
  return `${[...lines, ...comes, ...refusal].map(printable).join("\n")}\n${told}`;
}

function dueWords(environment: string, { at, kind, from, to }: DueChange): string {
  const since = `since ${momentWords(at)}`;
  return kind === "ends"
    ? `Due in \`${environment}\` ${since}: the time of \`${from}\` is over, \`${to}\` comes back`
    : `Due in \`${environment}\` ${since}: \`${to}\` was scheduled`;
}
