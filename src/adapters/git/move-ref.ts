import type { Repository } from "./repository.ts";
import { runGit } from "./run-git.ts";

export interface RefMove {
  /** Full name, or `HEAD` for the checked-out branch. */
  readonly ref: string;
  readonly to: string;
  /** The commit that the ref must still name; null where it must not exist. */
  readonly from: string | null;
  /** One line for the reflog. */
  readonly reason: string;
}

/** Moves a ref by compare-and-swap; false where it no longer names `from`. */
export async function moveRef(repository: Repository, { ref, to, from, reason }: RefMove): Promise<boolean> {
  const old = from ?? "0".repeat(to.length);
  // As a transaction it prints, which `update-ref REF NEW OLD` does not (see `runGit`).
  const input = `start\0update ${ref}\0${to}\0${old}\0commit\0`;
  try {
    await runGit(repository, ["update-ref", "-m", reason, "--stdin", "-z"], { input });
    return true;
  } catch (error) {
    const [now] = await repository.objects.read([ref]);
    if ((now?.id ?? null) === from) throw error;
    return false;
  }
}
