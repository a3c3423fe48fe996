import type { Retry } from "../domain/failure.ts";
import type { Finding } from "../domain/finding.ts";
import type { Revision } from "../domain/revision.ts";
import type { SwitchResult } from "../domain/switch-result.ts";
import type { DescribedProfile } from "../operations/describe-profiles.ts";
import type { DescribedStatus } from "../operations/describe-status.ts";

export type { Plan } from "../domain/plan.ts";

/** What the control plane answers; the schemas of its OpenAPI document are made of these types. */

/** A switch that is in force, or is not. */
export interface SwitchAnswer extends SwitchResult {
  /** Whether the last good config went back, as the switch was not proven in time. */
  readonly rolled_back: boolean;
}

/** Which profile is declared, which groups really answer, and which layer drifts. */
export interface StatusAnswer extends DescribedStatus {
  /** When this was read; UTC, ISO 8601 with milliseconds. */
  readonly as_of: string;
}

/** Every profile that can be switched to. */
export interface ListAnswer {
  readonly version: 1;
  readonly profiles: readonly DescribedProfile[];
  readonly total_profiles: number;
}

/** Every change of an environment's active profile that git knows of, newest first. */
export interface HistoryAnswer {
  readonly version: 1;
  readonly revisions: readonly Revision[];
  /** How many there are, listed or not. */
  readonly total_revisions: number;
}

/** Why a call was refused: RFC 9457, as `application/problem+json`. */
export interface Problem {
  /** `urn:litellm-profiles:` and the code. */
  readonly type: string;
  /** What the code means, the same for every answer with it. */
  readonly title: string;
  readonly status: number;
  /** What was wrong this time, one sentence. */
  readonly detail: string;
  /** Stable; the table of codes says what it means. */
  readonly code: string;
  /** What to do next. */
  readonly hint: string;
  /** Whether the same call may succeed: never, now, or later. */
  readonly retry: Retry;
  readonly request_id: string;
  /** What is wrong in the sources, or would be. */
  readonly findings?: readonly Finding[];
  /** Names that may have been meant, the nearest first. */
  readonly nearest?: readonly string[];
}

/** A switch that was not proven in time: what became of it, and why. */
export interface NotProvenAnswer extends SwitchAnswer, Problem {}
