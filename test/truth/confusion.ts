import type { Finding } from "../../src/domain/finding.ts";
import { verdicts } from "./labels.ts";
import type { Verdict } from "./labels.ts";

const outcomes = ["error", "warning", "info", "clean", "crash"] as const;

/** The worst that a check found in a case; `crash` where it threw. */
export type Got = (typeof outcomes)[number];

/** What was expected of one case on one release, and what came. */
export interface Judgement {
  readonly name: string;
  readonly release: string;
  readonly expected: Verdict;
  readonly got: Got;
  /** Codes of the findings, each once, as evidence. */
  readonly codes: readonly string[];
}

export function worstOf(findings: readonly Finding[]): Got {
  return outcomes.find((severity) => findings.some((finding) => finding.severity === severity)) ?? "clean";
}

/**
 * `missed`: an error was expected and none came. `false alarm`: an error or a warning where nothing that matters is
 * wrong. `crash`: the check threw. `differs`: a warning was expected, and something else came. The first three fail.
 */
export type Standing = "agrees" | "differs" | "missed" | "false alarm" | "crash";

export function standingOf({ expected, got }: Pick<Judgement, "expected" | "got">): Standing {
  if (got === "crash") return "crash";
  if (expected === got) return "agrees";
  if (expected === "error") return "missed";
  if (expected === "warning") return "differs";
  return got === "error" || got === "warning" ? "false alarm" : "agrees";
}

/** Whether the check does what it promises: nothing missed, no false alarm, no crash. */
export function isTrue(judgements: readonly Judgement[]): boolean {
  return judgements.every((judgement) => ["agrees", "differs"].includes(standingOf(judgement)));
}

/** One release's table: a line per expected verdict, a column per worst finding. */
export function confusionTable(release: string, judgements: readonly Judgement[]): string {
  const ofRelease = judgements.filter((judgement) => judgement.release === release);
  const count = (expected: Verdict, got: Got): string =>
    String(ofRelease.filter((judgement) => judgement.expected === expected && judgement.got === got).length);
  const lines = verdicts.map((expected) => [expected, ...outcomes.map((got) => count(expected, got))]);
  const table = [["expected \\ got", ...outcomes], ...lines].map((cells) => row(cells)).join("\n");
  const agreeing = ofRelease.filter((judgement) => standingOf(judgement) === "agrees").length;
  return `LiteLLM ${release}: ${agreeing} of ${ofRelease.length} cases agree\n${table}\n`;
}

function row(cells: readonly string[]): string {
  return cells.map((cell, index) => (index === 0 ? cell.padEnd(15) : cell.padStart(8))).join("");
}

/** A line for every case that does not agree, with its releases; the ones that fail first. */
export function differences(judgements: readonly Judgement[]): string {
  const releasesOf = new Map<string, string[]>();
  for (const judgement of judgements) {
    const standing = standingOf(judgement);
    if (standing === "agrees") continue;
    const { name, expected, got, codes } = judgement;
    const line = `${standing.padEnd(12)}${name}: expected ${expected}, got ${got} ${codes.join(" ")}`.trimEnd();
    releasesOf.set(line, [...(releasesOf.get(line) ?? []), judgement.release]);
  }
  const lines = [...releasesOf].map(([line, releases]) => `${line} (${span(releases)})\n`);
  return lines.toSorted((a, b) => Number(a.startsWith("differs")) - Number(b.startsWith("differs"))).join("");
}

/** The releases of one line, which follow each other. */
function span(names: readonly string[]): string {
  return names.length > 2 ? `${names[0]} … ${names.at(-1)}` : names.join(", ");
}
