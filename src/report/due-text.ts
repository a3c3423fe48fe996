import type { DueChange } from "../domain/due-change.ts";
import type { DueEnvironment, DueResult } from "../domain/due-result.ts";
import { breakGlassWords } from "./break-glass-words.ts";
import { formatDeliveryText } from "./delivery-text.ts";
import { momentWords } from "./moment-words.ts";
import { printable } from "./printable.ts";
import { restingWords } from "./resting-words.ts";
import { formatSwitchText, type SwitchTextOptions } from "./switch-text.ts";

/** What came due for a terminal: an environment a block, with what a switch would say where there was one. */
export function formatDueText({ environments }: DueResult, options: SwitchTextOptions): string {
  return environments.map((each) => blockOf(each, options)).join("\n");
}

function blockOf(each: DueEnvironment, options: SwitchTextOptions): string {
  const { environment, due, resting, next, break_glass: broken, delivery, result, failure } = each;
  const lines =
    due.length === 0 ? [`Nothing is due in \`${environment}\``] : due.map((one) => dueWords(environment, one));
  const glass = broken === null || delivery !== null ? [] : [`\`${environment}\` is ${breakGlassWords(broken)}`];
  const again = resting.map((change) => `In \`${environment}\`: ${restingWords(change)}`);
  const comes = next === null ? [] : [`Next in \`${environment}\`: ${nextWords(next)} at ${momentWords(next.at)}`];
  const refusal = failure === null ? [] : [`Not done: ${failure.message}`, `  ${failure.hint}`];
  const brought = delivery === null ? "" : formatDeliveryText(delivery);
  const told = result === null ? brought : `${brought}\n${formatSwitchText(result, options)}`;
  return `${[...lines, ...again, ...glass, ...comes, ...refusal].map(printable).join("\n")}\n${told}`;
}

function dueWords(environment: string, change: DueChange): string {
  return `Due in \`${environment}\` since ${momentWords(change.at)}: ${whatWords(change)}`;
}

function whatWords(change: DueChange): string {
  if (change.kind === "asks") return `the time to avoid \`${change.provider}\` is over`;
  return change.kind === "ends"
    ? `the time of \`${change.from}\` is over, \`${change.to}\` comes back`
    : `\`${change.to}\` was scheduled`;
}

function nextWords(change: DueChange): string {
  return change.kind === "asks" ? `\`${change.provider}\` is asked again` : `\`${change.to}\``;
}
