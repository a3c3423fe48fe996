import { isDeepStrictEqual } from "node:util";
import type { ContextChange, Plan, PlannedDeployment, PlannedGroup, PriceChange, TaskPlan } from "../domain/plan.ts";

import type { Scheduled } from "../domain/timing.ts";
import { momentWords } from "./moment-words.ts";

/** What the change is, in sentences; values of the user's stand in backticks. */
export function planSentences(plan: Plan): string[] {
  const changed = plan.tasks.filter(({ before, after }) => after !== null && !isDeepStrictEqual(before, after)).length;
  const tasks =
    changed === 0 ? "No task gets another model" : `${changed} of ${plan.tasks.length} tasks get other models`;
  const settings = plan.restart.length === 1 ? "one setting waits" : `${plan.restart.length} settings wait`;
  const when = plan.restart.length === 0 ? "all of it takes effect live" : `${settings} for a restart`;
  return [
    headline(plan),
    `${tasks}; ${when}.`,
    ...timeSentences(plan),
    ...overrideSentences(plan),
    ...plan.avoided.map(avoidSentence),
    ...plan.tasks.flatMap(disabledSentence),
  ];
}

function overrideSentences({ overrides }: Plan): string[] {
  if (overrides.length === 0) return [];
  return [`Overrides in force: ${overrides.map(({ task, profile }) => `\`${task}\` from \`${profile}\``).join(", ")}.`];
}

function avoidSentence({ provider, until, reason }: Plan["avoided"][number]): string {
  return `\`${provider}\` is avoided until ${until}${reason === "" ? "" : `: ${reason.replaceAll("`", "'")}`}`;
}

/** Which moments are to come afterwards. */
export function timeSentences({
  until: { after: until },
  scheduled: { after: scheduled },
  to,
}: Pick<Plan, "until" | "scheduled" | "to">): string[] {
  return [
    ...(until === null ? [] : [`\`${to}\` ends at ${momentWords(until.at)}; then \`${until.profile}\` comes back.`]),
    ...(scheduled === null ? [] : [scheduledSentence(scheduled)]),
  ];
}

function scheduledSentence({ at, profile, until }: Scheduled): string {
  const end = until === undefined ? "" : `, until ${momentWords(until)}`;
  return `\`${profile}\` is scheduled for ${momentWords(at)}${end}.`;
}

function disabledSentence({ task, disabled }: TaskPlan): string[] {
  return disabled === null ? [] : [`\`${task}\` is disabled, callers get 400: ${disabled.replaceAll("`", "'")}`];
}

function headline({ environment, from, to }: Plan): string {
  if (from === null) return `Environment \`${environment}\` begins with \`${to}\`.`;
  if (from === to) return `Environment \`${environment}\` stays on \`${to}\`.`;
  return `Environment \`${environment}\` switches from \`${from}\` to \`${to}\`.`;
}

/** `2.50 → 0.30 USD (−88 %)`; one price where it stays. */
export function priceWords({ before, after, change_percent }: PriceChange): string {
  if (before === after) return usdWords(after);
  if (before === null) return `unknown → ${usdWords(after)}`;
  const percent = change_percent === null ? "" : ` (${percentWords(change_percent)})`;
  return `${amountWords(before)} → ${usdWords(after)}${percent}`;
}

function usdWords(usd: number | null): string {
  return usd === null ? "unknown" : `${amountWords(usd)} USD`;
}

/** Cents, and further digits only where there are any: `2.50`, `0.075`, `0.00004`. */
export function amountWords(usd: number): string {
  const digits = usd > 0 && usd < 0.001 ? Number(usd.toPrecision(2)).toFixed(8) : usd.toFixed(4);
  return digits.replace(/(\.\d\d.*?)0+$/, "$1");
}

function percentWords(percent: number): string {
  const size = Math.abs(percent);
  const digits = size < 1 ? size.toFixed(1) : String(Math.round(size));
  if (percent === 0) return "±0 %";
  return `${percent < 0 ? "−" : "+"}${digits} %`;
}

/** Tokens that the smallest deployment takes in: `128,000 → 1,000,000`. */
export function contextWords({ before, after }: ContextChange): string {
  return before === after ? tokenWords(after) : `${tokenWords(before)} → ${tokenWords(after)}`;
}

function tokenWords(tokens: number | null): string {
  return tokens === null ? "unknown" : tokens.toLocaleString("en-US");
}

/** One deployment a line, with its share of the load where there are weights: `75 % openai/gpt-4o`. */
export function deploymentWords(planned: PlannedGroup | null): string[] {
  if (planned === null) return ["nothing"];
  const { group, deployments } = planned;
  if (deployments.length === 0) return [group];
  const total = deployments.reduce((sum, { weight }) => sum + (weight ?? 0), 0);
  return deployments.map((deployment) => (total > 0 ? shareWords(deployment, total) : deployment.model));
}

function shareWords({ model, weight }: PlannedDeployment, total: number): string {
  return `${Math.round(((weight ?? 0) / total) * 100)} % ${model}`;
}

/** What a task loses, one place a line: `vision, pdf_input (group classification_balanced)`. */
export function lossWords({ capabilities_lost }: TaskPlan): string[] {
  const places = [...new Set(capabilities_lost.map(({ where }) => where))];
  return places.map((place) => {
    const lost = capabilities_lost.filter(({ where }) => where === place).map(({ capability }) => capability);
    return `${lost.join(", ")} (${place})`;
  });
}
