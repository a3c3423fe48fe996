import type { Proof } from "./proof.ts";
import type { PushResult } from "./push-result.ts";

/** What a delivery of the head's config did. The JSON form is a contract. */
export interface DeliveryResult {
  readonly version: 1;
  readonly environment: string;
  readonly commit: string;
  /** The profile that the head declares. */
  readonly profile: string;
  /** The file that the proxies read. */
  readonly path: string;
  readonly proof: Proof;
  /** Null where the environment names no remote, and where nothing was delivered. */
  readonly push: PushResult | null;
  readonly warnings: readonly string[];
}
