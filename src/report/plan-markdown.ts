import { isDeepStrictEqual } from "node:util";
import type { Plan, PlannedGroup, TaskPlan } from "../domain/plan.ts";
import { escapeMarkdown, markdownCode, markdownSentence } from "./escape-markdown.ts";
import { contextWords, deploymentWords, lossWords, planSentences, priceWords } from "./plan-words.ts";

/** A plan for a pull request's body, in GitHub's Markdown. Every name of the user's is escaped. */
export function formatPlanMarkdown(plan: Plan): string {
  const sections = [
    planSentences(plan).map(markdownSentence).join("\n"),
    plan.tasks.length === 0 ? "" : taskTable(plan.tasks),
    section("Capabilities lost", plan.tasks.flatMap(lossLines)),
    section("Also changes", plan.also_changes.map(markdownSentence)),
    section("Waits for a restart", plan.restart.map(markdownCode)),
    section("Warnings", plan.warnings.map(markdownSentence)),
  ];
  return `${sections.filter((text) => text !== "").join("\n\n")}\n`;
}

function taskTable(tasks: readonly TaskPlan[]): string {
  const head = ["Task", "Before", "After", "Input per million tokens", "Output per million tokens", "Context"];
  return [head, head.map(() => "---"), ...tasks.map(taskRow)].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function taskRow(task: TaskPlan): string[] {
  return [
    markdownCode(task.task),
    task.before === null ? "" : models(task.before),
    isDeepStrictEqual(task.before, task.after) ? "the same" : models(task.after),
    escapeMarkdown(priceWords(task.input_usd_per_million)),
    escapeMarkdown(priceWords(task.output_usd_per_million)),
    contextWords(task.context),
  ];
}

function models(group: PlannedGroup | null): string {
  return deploymentWords(group).map(markdownCode).join("<br>");
}

function lossLines(task: TaskPlan): string[] {
  return lossWords(task).map((loss) => `${markdownCode(task.task)}: ${markdownCode(loss)}`);
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : [`**${title}**`, "", ...lines.map((line) => `- ${line}`)].join("\n");
}
