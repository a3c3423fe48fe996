import type { AuditedBy } from "../domain/audit-entry.ts";
import type { DeliveryResult } from "../domain/delivery-result.ts";
import type { Retry } from "../domain/failure.ts";
import type { JsonObject } from "../domain/json.ts";
import type { Revision } from "../domain/revision.ts";
import type { SwitchResult } from "../domain/switch-result.ts";
import type { DescribedProfile } from "../domain/described-profile.ts";
import type { DescribedStatus } from "../operations/describe-status.ts";
import type { FindingCounts } from "../report/count-findings.ts";
import type { ReportedFinding } from "../report/findings-json.ts";

export type { ControlEvent } from "../domain/audit-entry.ts";
export type { ProfileStats } from "../domain/stats.ts";
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

/** What checking found. */
export interface ValidateAnswer {
  readonly version: 1;
  /** Whether there is no error. */
  readonly valid: boolean;
  readonly validation_results: readonly ReportedFinding[];
  readonly summary: ValidateSummary;
}

export interface ValidateSummary extends FindingCounts {
  /** How many were looked at. */
  readonly files: number;
}

/** An environment's rendered config, as it is in git. */
export interface ConfigAnswer {
  readonly version: 1;
  readonly environment: string;
  readonly commit: string;
  /** Path of the file, relative to the project. */
  readonly path: string;
  /** As LiteLLM reads it; secrets are overwritten, references to variables are not. */
  readonly configuration: JsonObject;
  /** SHA-256 of the file's bytes, hex: what a delivered file is compared with. */
  readonly digest: string;
}

/** A delivery of the head's config. */
export interface ReloadAnswer extends DeliveryResult {
  /** Whether nothing speaks against its being in force. */
  readonly success: boolean;
  /** True only where it was proven. */
  readonly reload_successful: boolean;
}

/** A delivery that was not proven in time, and why. */
export interface NotReloadedAnswer extends ReloadAnswer, Problem {}

/** A change in git, and who asked the control plane for it; null where it was not asked, or its log was lost. */
export interface AuditedRevision extends Revision {
  readonly audit: AuditedBy | null;
}

/** Every change of an environment's active profile that git knows of, newest first. */
export interface HistoryAnswer {
  readonly version: 1;
  readonly revisions: readonly AuditedRevision[];
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
  readonly findings?: readonly ReportedFinding[];
  /** Names that may have been meant, the nearest first. */
  readonly nearest?: readonly string[];
}

/** A switch that was not proven in time; one that broke the glass is taken back without a trace, and tells only why. */
export type NotProvenAnswer = NotProvenSwitch | Problem;

/** What became of it, and why. */
export interface NotProvenSwitch extends SwitchAnswer, Problem {}
