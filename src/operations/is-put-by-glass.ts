import { Failure } from "../domain/failure.ts";
import { sha256 } from "../domain/sha256.ts";
import type { Store } from "../ports/store.ts";
import { isUnreviewed } from "./find-last-proven.ts";
import type { HeadState } from "./load-head.ts";
import type { BrokenGlass } from "./look-at-break-glass.ts";
import { newestNotes } from "./placed-notes.ts";
import { tryTo } from "./try-to.ts";

/** What may be asked about: a config, and the glass that was broken last. */
export interface PutByGlass {
  readonly environment: HeadState["environment"];
  readonly glass: BrokenGlass;
  readonly text: string;
}

/**
 * Whether a config is there because glass was broken. The same config that was reviewed since, and noted as delivered,
 * is there by review.
 */
export async function isPutByGlass(
  store: Pick<Store, "notes" | "log">,
  { environment, glass: { broken, look, pull }, text }: PutByGlass,
): Promise<boolean> {
  const digest = sha256(text);
  if (broken?.output_sha256 !== digest) return false;
  const newest = (await newestNotes(store, environment)).find(({ output_sha256 }) => output_sha256 === digest);
  if (newest === undefined || [look.tip, pull?.head_commit].includes(newest.commit)) return true;
  const isOfGlass = await tryTo(() => isUnreviewed(store, newest.commit, environment.output));
  return isOfGlass instanceof Failure ? false : isOfGlass;
}
