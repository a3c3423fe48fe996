import type { Edit, Finding } from "../../domain/finding.ts";
import type { SourceFiles } from "../../domain/source-files.ts";
import { applyEdits, overlap } from "./apply-edits.ts";

/** What is found in texts. */
export type Check = (texts: SourceFiles) => Promise<readonly Finding[]>;

export interface FixedFiles {
  /** The texts after all fixes that were made. */
  readonly texts: SourceFiles;
  /** What was mended. */
  readonly fixed: readonly Finding[];
  /** What is found in the texts now. */
  readonly left: readonly Finding[];
}

/** A finding with a fix. */
type Fixable = Finding & { readonly fix: readonly Edit[] };

/** A fix may bring another one to light; no text needs more rounds than these. */
const mostRounds = 10;

/**
 * Makes every fix whose edits lie in these texts. After each round the texts are checked again: a fix that leaves its
 * finding, or brings an error or a warning that was not there, is not made.
 */
export async function fixFiles(texts: SourceFiles, check: Check): Promise<FixedFiles> {
  let state: FixedFiles = { texts, fixed: [], left: await check(texts) };
  for (let round = 0; round < mostRounds; round += 1) {
    const next = await fixOnce(state, check);
    if (next.fixed.length === state.fixed.length) break;
    state = next;
  }
  return state;
}

async function fixOnce(before: FixedFiles, check: Check): Promise<FixedFiles> {
  const isHere = ({ place }: Edit): boolean => before.texts.get(place.file)?.isWellFormed() === true;
  const fixable = before.left.filter((finding): finding is Fixable => finding.fix?.every(isHere) === true);
  let [accepted, state]: [readonly Fixable[], FixedFiles] = [[], before];
  const tryAll = async (some: readonly Fixable[]): Promise<void> => {
    if (some.length === 0) return;
    const wanted = [...accepted, ...some];
    const after = applyEdits(before.texts, editsOf(wanted));
    const left = await check(after);
    if (isMended(before.left, left, wanted)) {
      accepted = wanted;
      state = { texts: after, fixed: [...before.fixed, ...wanted], left };
    } else if (some.length > 1) {
      const half = Math.ceil(some.length / 2);
      await tryAll(some.slice(0, half));
      await tryAll(some.slice(half));
    }
  };
  await tryAll(withoutOverlaps(fixable));
  return state;
}

function editsOf(fixable: readonly Fixable[]): Edit[] {
  return fixable.flatMap(({ fix }) => fix);
}

/** Of fixes that change the same characters the first; findings stand in the order of their places, and so do fixes. */
function withoutOverlaps(fixable: readonly Fixable[]): Fixable[] {
  const taken: Fixable[] = [];
  for (const finding of fixable) {
    const last = taken.at(-1);
    const isFree = (edit: Edit): boolean => last?.fix.every(({ place }) => !overlap(place, edit.place)) ?? true;
    if (finding.fix.every(isFree)) taken.push(finding);
  }
  return taken;
}

/** Whether the mended findings are gone, and nothing came instead. */
function isMended(before: readonly Finding[], after: readonly Finding[], mended: readonly Finding[]): boolean {
  const allowed = new Map<string, number>();
  const add = (finding: Finding, count: number): void => {
    const key = keyOf(finding);
    allowed.set(key, (allowed.get(key) ?? 0) + count);
  };
  const goals = new Set(mended.map(keyOf));
  for (const finding of before) add(finding, 1);
  for (const finding of mended) add(finding, -1);
  for (const finding of after) if (finding.severity !== "info" || goals.has(keyOf(finding))) add(finding, -1);
  return [...allowed.values()].every((count) => count >= 0);
}

/** A finding may move when the text around it changes. */
function keyOf({ file, code, message }: Finding): string {
  return JSON.stringify([file, code, message]);
}
