import type { Pass } from "../domain/pass.ts";

/** What each environment's agent did last, for those who ask. Nothing is decided by it: what is lost comes with the next pass. */
export interface PassLog {
  /** Undefined where no agent ever ran here, or its word is not to be read. */
  read(environment: string): Promise<Pass | undefined>;
  /** Throws `target-not-writable`. */
  write(pass: Pass): Promise<void>;
}
