/** What one check of an installation came to. */
export interface SelfTestCheck {
  /** One clause: "`GET status` answers". */
  readonly check: string;
  /** What was seen instead, one sentence; null where the check passed. */
  readonly failure: string | null;
  readonly milliseconds: number;
}

export interface SelfTestSection {
  readonly section: string;
  readonly checks: readonly SelfTestCheck[];
}

/** What a test of a live installation found. The JSON form is a contract. */
export interface SelfTest {
  readonly version: 1;
  /** URL of the control plane. */
  readonly url: string;
  /** URL of the proxy. */
  readonly proxy: string;
  readonly environment: string;
  readonly sections: readonly SelfTestSection[];
  readonly total: number;
  readonly passed: number;
  readonly failed: number;
  /** Whether it was stopped before its last check. */
  readonly stopped: boolean;
  /** Why the installation is not as it was found, one sentence; null where it is. */
  readonly left_behind: string | null;
}
