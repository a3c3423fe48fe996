import type { Finding } from "../domain/finding.ts";

/** Findings by file, in the order of `files`; a file that is not among them comes last. */
export function findingsByFile(
  findings: readonly Finding[],
  files: readonly string[] = [],
): ReadonlyMap<string, readonly Finding[]> {
  const byFile = new Map<string, Finding[]>(files.map((file) => [file, []]));
  for (const finding of findings) {
    const known = byFile.get(finding.file);
    if (known === undefined) byFile.set(finding.file, [finding]);
    else known.push(finding);
  }
  return byFile;
}
