import type { StoredToken } from "../domain/access.ts";

/** The access tokens of one project, which only its owner can read. Members throw `target-not-writable`. */
export interface TokenStore {
  /** As of now, oldest first: what another process has made or revoked counts at once. */
  list(): Promise<readonly StoredToken[]>;
  add(token: StoredToken): Promise<void>;
  /** False where there was none of this id. */
  remove(id: string): Promise<boolean>;
}
