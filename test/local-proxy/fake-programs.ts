import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "../temporary-folder.ts";

/** A folder of shell scripts that stand for installed programs; each notes its calls in `calls`. */
export interface Programs {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  calls(): Promise<string[]>;
}

/** `scripts` are shell texts by program name. Only these programs and the shell's own tools are on the path. */
export async function fakePrograms(scripts: Readonly<Record<string, string>>): Promise<Programs> {
  const folder = await temporaryFolder();
  const log = join(folder, "calls.log");
  await writeFile(log, "");
  for (const [name, script] of Object.entries(scripts)) {
    const file = join(folder, name);
    await writeFile(file, `#!/bin/sh\nPATH=/usr/bin:/bin\necho "${name} $*" >> "${log}"\n${script}\n`);
    await chmod(file, 0o755);
  }
  return {
    folder,
    env: { PATH: folder, CALLS: log },
    calls: async () => (await readFile(log, "utf8")).split("\n").filter((line) => line !== ""),
  };
}

/** A Python of a version, as far as the probe asks. */
export function pythonOf(version: string, pip = "pip"): string {
  return `case "$2" in -c) echo "${version} ${pip}" ;; esac`;
}
