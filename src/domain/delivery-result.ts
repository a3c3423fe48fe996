import type { Proof } from "./proof.ts";
import type { PushResult } from "./push-result.ts";
import type { ProposedChange } from "./switch-result.ts";

/** What a delivery of the head's config did. The JSON form is a contract. */
export interface DeliveryResult {
  readonly version: 1;
  readonly environment: string;
  readonly commit: string;
  /** The profile that the head declares. */
  readonly profile: string;
  /** The file that the proxies read. */
  readonly path: string;
  /** `not asked` where the commit was taken back before, and what was proven last was delivered instead. */
  readonly proof: Proof;
  /** Whether the config before went back to the proxies, and how that went; null where it did not. */
  readonly way_back: Proof | null;
  /** Number of the pull request that brought the commit, and says now what became of it; null where none does. */
  readonly pull_request: number | null;
  /** The pull request that asks for its undoing, or was withdrawn as the proof came after all; null where there is none. */
  readonly revert: ProposedChange | null;
  /** Null where the environment names no remote, and where nothing was delivered. */
  readonly push: PushResult | null;
  readonly warnings: readonly string[];
}
