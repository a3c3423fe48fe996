import { isDeepStrictEqual, styleText } from "node:util";
import type { Plan, TaskPlan } from "../domain/plan.ts";
import type { SwitchResult, SwitchTiming } from "../domain/switch-result.ts";
import { alignColumns } from "./align-columns.ts";
import { deploymentWords, priceWords, timeSentences } from "./plan-words.ts";
import { printable } from "./printable.ts";
import { proofText } from "./proof-text.ts";

export interface SwitchTextOptions {
  readonly colour: boolean;
}

type Colour = "green" | "yellow" | "red";

/** The end of a switch on one screen: what became of it, each task before and after, the proof, the way back. */
export function formatSwitchText(result: SwitchResult, { colour }: SwitchTextOptions): string {
  const paint = (style: Colour, text: string) => (colour ? styleText(style, text, { validateStream: false }) : text);
  const sections = [
    paint(outcomeColours[result.outcome], printable(headline(result))),
    timeText(result),
    tasksText(result.plan),
    result.proof.outcome === "not asked" ? "" : proofText(result.proof).trimEnd(),
    wayBackText(result),
    result.warnings.map((warning) => paint("yellow", `Warning: ${printable(warning)}`)).join("\n"),
    endText(result),
  ];
  return `${sections.filter((text) => text !== "").join("\n\n")}\n`;
}

const outcomeColours: Readonly<Record<SwitchResult["outcome"], Colour>> = {
  switched: "green",
  "already active": "green",
  held: "yellow",
  reverted: "red",
  proposed: "green",
  withdrawn: "green",
};

function headline(result: SwitchResult): string {
  const { environment, from_profile: from, to_profile: to } = result;
  const sentences = {
    switched: switchedSentence(result),
    "already active": `Environment \`${environment}\` is on \`${to}\` already`,
    held: `Environment \`${environment}\` declares \`${to}\`, and it is not proven live`,
    reverted: `Environment \`${environment}\` is back on \`${from}\`: \`${to}\` was not proven live`,
    proposed: proposedSentence(result),
    withdrawn: `Environment \`${environment}\` stays on \`${to}\`: pull request ${result.pull_request?.number} is closed`,
  };
  return sentences[result.outcome];
}

function switchedSentence({ environment, from_profile: from, to_profile: to, proof, plan }: SwitchResult): string {
  const live = proof.outcome === "proven" ? ", live" : "";
  if (from !== to) return `Environment \`${environment}\` switched from \`${from}\` to \`${to}\`${live}`;
  const changed = changedTasks(plan).map(({ task }) => `\`${task}\``);
  if (changed.length === 0 && hasOtherTime(plan)) return `Environment \`${environment}\` stays on \`${to}\`${live}`;
  return changed.length === 0
    ? `Environment \`${environment}\`: \`${to}\` is rendered anew${live}`
    : `Environment \`${environment}\` stays on \`${to}\`, with other models for ${changed.join(", ")}${live}`;
}

function hasOtherTime({ until, scheduled }: Plan): boolean {
  return !isDeepStrictEqual([until.before, scheduled.before], [until.after, scheduled.after]);
}

function proposedSentence({ pull_request }: SwitchResult): string {
  const actions = {
    opened: "is opened",
    updated: "is brought up to date",
    unchanged: "stands already",
    closed: "is closed",
  };
  return pull_request === null
    ? ""
    : `Pull request ${pull_request.number} ${actions[pull_request.action]}: ${pull_request.title}`;
}

/** Not where nothing came of it. */
function timeText({ outcome, plan }: SwitchResult): string {
  return outcome === "reverted" ? "" : timeSentences(plan).map(printable).join("\n");
}

function changedTasks({ tasks }: Plan): TaskPlan[] {
  return tasks.filter(({ before, after }) => !isDeepStrictEqual(before, after));
}

function tasksText(plan: Plan): string {
  const { also_changes } = plan;
  const changed = changedTasks(plan);
  const table = changed.length === 0 ? [] : alignColumns([tableHead, ...changed.map(taskRow)]);
  return [...table, ...changed.flatMap(lossLines), ...also_changes].map(printable).join("\n");
}

const tableHead = ["Task", "Models", "Input per million tokens", "Output per million tokens"];

function taskRow(task: TaskPlan): string[] {
  const before = deploymentWords(task.before).join(", ");
  return [
    task.task,
    `${before} → ${deploymentWords(task.after).join(", ")}`,
    priceWords(task.input_usd_per_million),
    priceWords(task.output_usd_per_million),
  ];
}

/** What the group itself loses; `plan` lists all, fallbacks included. */
function lossLines({ task, after, capabilities_lost }: TaskPlan): string[] {
  const lost = capabilities_lost.filter(({ where }) => where === `group ${after?.group}`);
  if (lost.length === 0) return [];
  const names = lost.slice(0, 3).map(({ capability }) => capability);
  return [`${task} loses ${names.join(", ")}${lost.length > 3 ? ` and ${lost.length - 3} more` : ""}`];
}

function wayBackText({ way_back }: SwitchResult): string {
  if (way_back === null) return "";
  const commit = way_back.commit === null ? "The commit stays" : `Undone by commit ${way_back.commit.slice(0, 12)}`;
  return `${commit}; the config before was delivered again. ${proofText(way_back.proof).trimEnd()}`;
}

function endText(result: SwitchResult): string {
  const { commit, pull_request, push, undo, milliseconds } = result;
  const pushed = push?.pushed === true ? `, pushed to \`${printable(push.remote)}\`` : "";
  const on = pull_request === null ? pushed : ` on branch \`${printable(pull_request.branch)}\``;
  const made = commit === null ? `No commit was needed${pushed}` : `Commit ${commit.slice(0, 12)}${on}`;
  return [`${made}; ${timingWords(milliseconds)}`, ...nextLines(pull_request), ...undoLines(pull_request, undo)].join(
    "\n",
  );
}

function nextLines(pull: SwitchResult["pull_request"]): string[] {
  if (pull?.state !== "open") return [];
  return [
    pull.url === null ? `Merge it: npx litellm-profiles pr merge ${pull.number}` : `Review it: ${printable(pull.url)}`,
  ];
}

function undoLines(pull: SwitchResult["pull_request"], undo: string | null): string[] {
  return undo === null ? [] : [`${pull === null ? "Undo" : "Withdraw"} it: ${printable(undo)}`];
}

/** `84 ms: load 20, check 18, …` */
function timingWords({ total, ...phases }: SwitchTiming): string {
  const parts = Object.entries(phases).filter(([, value]) => value > 0);
  return `${Math.round(total)} ms: ${parts.map(([phase, value]) => `${phase} ${Math.round(value)}`).join(", ")}`;
}
