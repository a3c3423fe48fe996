import { writeNamedFiles } from "../compose.ts";
import { maskSecrets } from "../domain/secret.ts";
import { printable } from "../report/printable.ts";
import { unifiedDiff } from "../operations/unified-diff.ts";
import { fixFiles } from "../rules/fixes/fix-files.ts";
import type { NamedFiles } from "./check-files.ts";
import { openChoice, type ChoiceOptions } from "./choose-findings.ts";
import type { SourceFiles } from "../domain/source-files.ts";

/** What fixing did to the files that a user named, or would do. */
export interface FixReport {
  /** With the fixes. */
  readonly texts: SourceFiles;
  /** One diff for each file that changes; secrets in it are overwritten. */
  readonly diffs: readonly { readonly file: string; readonly diff: string }[];
  /** How many findings are mended. */
  readonly fixed: number;
}

/** Makes the fixes of the findings that count, in memory. */
export async function fixFindings({ files, check }: NamedFiles, options: ChoiceOptions): Promise<FixReport> {
  const choose = await openChoice(options);
  const { texts, fixed } = await fixFiles(files, async (changed) => choose(await check(changed)));
  const diffs = [...changedIn(files, texts)].map(([file, text]) => ({
    file,
    diff: shownDiff(file, files.get(file), text),
  }));
  return { texts, diffs, fixed: fixed.length };
}

/** Writes the files that changed, each by one rename. Throws `target-not-writable`. */
export async function writeFixed(before: SourceFiles, { texts }: FixReport): Promise<void> {
  await writeNamedFiles(changedIn(before, texts));
}

function changedIn(before: SourceFiles, after: SourceFiles): SourceFiles {
  return new Map([...after].filter(([file, text]) => before.get(file) !== text));
}

function shownDiff(file: string, before: string | undefined, after: string): string {
  const lines = unifiedDiff(file, before, after).split("\n");
  return lines.map((line) => printable(maskSecrets(line.replace(/\r$/, "")))).join("\n");
}
