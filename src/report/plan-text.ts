import { isDeepStrictEqual, styleText } from "node:util";
import Table from "cli-table3";
import type { Plan, PriceChange, TaskPlan } from "../domain/plan.ts";
import { printable } from "./printable.ts";
import { contextWords, deploymentWords, lossWords, planSentences, priceWords } from "./plan-words.ts";

type Colour = "bold" | "green" | "red" | "yellow";
type Paint = (colour: Colour, text: string) => string;

/** A plan for a terminal: sentences, a table of the tasks, then what is lost, rides along and needs attention. */
export function formatPlanText(plan: Plan, options: { readonly colour: boolean }): string {
  const paint: Paint = options.colour
    ? (colour, text) => styleText(colour, text, { validateStream: false })
    : (_, text) => text;
  const sections = [
    planSentences(plan).map(printable).join("\n"),
    plan.tasks.length === 0 ? "" : taskTable(plan.tasks, paint),
    section(
      paint("bold", "Capabilities lost"),
      plan.tasks.flatMap((task) => lossLines(task, paint)),
    ),
    section(paint("bold", "Also changes"), plan.also_changes.map(printable)),
    section(paint("bold", "Waits for a restart"), plan.restart.map(printable)),
    section(
      paint("bold", "Warnings"),
      plan.warnings.map((warning) => paint("yellow", printable(warning))),
    ),
  ];
  return `${sections.filter((text) => text !== "").join("\n\n")}\n`;
}

function taskTable(tasks: readonly TaskPlan[], paint: Paint): string {
  const head = ["Task", "Models", "Input per million tokens", "Output per million tokens", "Context"];
  const table = new Table({ head: head.map((title) => paint("bold", title)), style: { head: [], border: [] } });
  table.push(...tasks.map((task) => taskRow(task, paint)));
  return table.toString();
}

function taskRow(task: TaskPlan, paint: Paint): string[] {
  return [
    printable(task.task),
    modelLines(task).map(printable).join("\n"),
    price(task.input_usd_per_million, paint),
    price(task.output_usd_per_million, paint),
    contextWords(task.context),
  ];
}

function modelLines({ before, after }: TaskPlan): string[] {
  const now = deploymentWords(after);
  if (before === null || isDeepStrictEqual(before, after)) return now;
  return [...deploymentWords(before), ...now.map((line) => `→ ${line}`)];
}

function price(change: PriceChange, paint: Paint): string {
  const percent = change.change_percent ?? 0;
  if (percent === 0) return priceWords(change);
  return paint(percent < 0 ? "green" : "red", priceWords(change));
}

function lossLines(task: TaskPlan, paint: Paint): string[] {
  return lossWords(task).map((loss) => `${printable(task.task)}: ${paint("red", printable(loss))}`);
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : [`${title}:`, ...lines.map((line) => `  ${line}`)].join("\n");
}
