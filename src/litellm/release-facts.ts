import { readdirSync, readFileSync } from "node:fs";

/** What this package knows of LiteLLM; the build puts it beside the bundle. */
const root = new URL("facts/", import.meta.url);

/** The files that `facts/extract.py` writes for one release. */
type FactsFile = "keys.json" | "generalizations.json";

/** Releases with facts, oldest first. */
export function releasesWithFacts(): string[] {
  return readdirSync(root)
    .filter((name) => /^\d+\.\d+\.\d+$/.test(name))
    .toSorted(compareReleases);
}

/** The release whose facts speak for the one asked for: itself, else the nearest older, else the oldest there is. */
export function nearestRelease(release: string, known: readonly string[] = releasesWithFacts()): string {
  const nearest = known.findLast((candidate) => compareReleases(candidate, release) <= 0) ?? known[0];
  if (nearest === undefined) throw new Error("The package holds no facts about any LiteLLM release");
  return nearest;
}

/** Plain ASCII. */
export function readFacts(release: string, file: FactsFile): string {
  return readFileSync(new URL(`${release}/${file}`, root), "latin1");
}

/** What every release says of models, a megabyte of plain ASCII; `model-lines.ts` finds one in it. */
export function readModelLines(): Buffer {
  return readFileSync(new URL("models.tsv", root));
}

/** Orders by number, part by part; what follows the third part, as in `1.80.0-stable`, does not count. */
export function compareReleases(a: string, b: string): number {
  const [left, right] = [sortKey(a), sortKey(b)];
  return left < right ? -1 : Number(left > right);
}

function sortKey(release: string): string {
  const parts = [...release.matchAll(/\d+/g)].slice(0, 3);
  return parts.map(([digits]) => digits.padStart(6, "0")).join(".");
}
