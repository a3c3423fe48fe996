import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

const kept = 10;

/** Keeps the text beside the file, numbered, and forgets all but the last 10. */
export async function keepVersion(path: string, text: string): Promise<void> {
  const folder = `${path}.versions`;
  await mkdir(folder, { recursive: true });
  const numbers = await versionNumbers(folder);
  const next = (numbers[0] ?? 0) + 1;
  await writeFile(join(folder, fileName(next)), text);
  await Promise.all(numbers.slice(kept - 1).map((number) => rm(join(folder, fileName(number)), { force: true })));
}

/** Newest first. */
async function versionNumbers(folder: string): Promise<number[]> {
  const names = await readdir(folder);
  return names.flatMap((name) => /^(\d{6,})\.yaml$/.exec(name)?.slice(1).map(Number) ?? []).toSorted((a, b) => b - a);
}

function fileName(number: number): string {
  return `${String(number).padStart(6, "0")}.yaml`;
}
