import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** What a linter must say of a case at worst; `labels.yaml` tells what each word means. */
export const verdicts = ["error", "warning", "info", "clean", "environment"] as const;
export type Verdict = (typeof verdicts)[number];

/** The supported LiteLLM releases that the cases were run on, oldest first. */
export const releases = ["1.83.14", "1.94.3", "1.103.11", "1.106.2", "1.108.11", "1.109.1"] as const;
export type Release = (typeof releases)[number];

/** The reviewed judgement on one case. A release on which the case was not run has no verdict. */
export interface Label {
  readonly verdicts: ReadonlyMap<Release, Verdict>;
  /** Why, where it is a judgement. */
  readonly why: string | undefined;
}

const folder = import.meta.dirname;

/** Names of the cases, sorted. Files that only others include are none. */
export function caseNames(): string[] {
  const files = readdirSync(join(folder, "cases"));
  return files
    .filter((file) => !file.startsWith("_"))
    .map((file) => file.replace(/\.yaml$/, ""))
    .toSorted();
}

/** The text of a case as LiteLLM would get it; bytes that are no UTF-8 become U+FFFD. */
export function readCase(name: string): string {
  return readFileSync(join(folder, "cases", `${name}.yaml`), "utf8");
}

/** The files that cases include, by name. */
export function readIncluded(): Map<string, string> {
  const files = readdirSync(join(folder, "cases")).filter((file) => file.startsWith("_"));
  return new Map(files.map((file) => [file, readFileSync(join(folder, "cases", file), "utf8")]));
}

/** What LiteLLM did when it was run, by case and release; `-` where it was not. */
export function readOutcomes(): Map<string, ReadonlyMap<Release, string>> {
  const lines = readFileSync(join(folder, "outcomes.tsv"), "utf8").trimEnd().split("\n").slice(1);
  return new Map(
    lines.map((line) => {
      const [name = "", ...outcomes] = line.split("\t");
      return [name, new Map(releases.map((release, index) => [release, outcomes[index] ?? "-"]))];
    }),
  );
}

/** Reads `labels.yaml`. */
export function readLabels(): Map<string, Label> {
  return parseLabels(readFileSync(join(folder, "labels.yaml"), "utf8"));
}

/** Labels by case. Throws where one names a verdict or a release that there is not. */
export function parseLabels(text: string): Map<string, Label> {
  const written: Record<string, Written> = parse(text);
  return new Map(Object.entries(written).map(([name, label]) => [name, parseLabel(name, label)]));
}

interface WrittenLabel {
  readonly verdict?: string;
  readonly since?: Readonly<Record<string, string>>;
  readonly why?: string;
}
type Written = string | WrittenLabel;

function parseLabel(name: string, written: Written): Label {
  const label: WrittenLabel = typeof written === "string" ? { verdict: written } : written;
  const since = Object.entries(label.since ?? { [releases[0]]: label.verdict ?? "" });
  const read = since.flatMap(([release, verdict]): [Release, Verdict][] =>
    isOneOf(releases, release) && isOneOf(verdicts, verdict) ? [[release, verdict]] : [],
  );
  if (read.length < since.length) throw new Error(`The label of ${name} says ${JSON.stringify(written)}`);
  return { verdicts: spread(new Map(read)), why: label.why };
}

/** Every release from the first one named on, with the verdict of the nearest one named before it. */
function spread(since: ReadonlyMap<Release, Verdict>): Map<Release, Verdict> {
  let current: Verdict | undefined;
  const result = new Map<Release, Verdict>();
  for (const release of releases) {
    current = since.get(release) ?? current;
    if (current !== undefined) result.set(release, current);
  }
  return result;
}

function isOneOf<Word extends string>(words: readonly Word[], word: string): word is Word {
  return words.some((candidate) => candidate === word);
}
