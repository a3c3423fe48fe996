import { execFile } from "node:child_process";
import { access, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const cache = join(import.meta.dirname, "../../.cache/prometheus");

/** The server, and the tool that fills its database; or why there is neither. */
export type FoundPrometheus = { readonly server: string; readonly tool: string } | { readonly missing: string };

/** Debian's package `prometheus`, unpacked into the cache: installed nowhere, and no service is started. */
export async function findPrometheus(): Promise<FoundPrometheus> {
  try {
    if (!(await exists(join(cache, "usr/bin/promtool")))) await unpack();
    return { server: join(cache, "usr/bin/prometheus"), tool: join(cache, "usr/bin/promtool") };
  } catch (error) {
    const [reason = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    return { missing: `Debian's package cannot be had (${reason})` };
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function unpack(): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), "prometheus-"));
  try {
    await run("apt-get", ["download", "prometheus"], { cwd: scratch });
    const [file = ""] = await readdir(scratch);
    const unpacked = join(scratch, "unpacked");
    await run("dpkg", ["--extract", join(scratch, file), unpacked]);
    await rm(cache, { recursive: true, force: true });
    await run("cp", ["--recursive", unpacked, `${cache}.new`]);
    await rename(`${cache}.new`, cache);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
