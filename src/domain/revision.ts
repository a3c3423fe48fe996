import type { AvoidChange } from "./avoid-change.ts";
import type { OverrideChange } from "./override-change.ts";

/** Who a commit is by. */
export interface Person {
  readonly name: string;
  readonly email: string;
}

/** Who commits where git knows nobody. */
export const toolIdentity: Person = { name: "litellm-profiles", email: "litellm-profiles@localhost" };

/** The trailers of a switch's commit; the keys are the text in git. */
export interface SwitchTrailers {
  readonly "Profile-Environment": string;
  readonly "Profile-From": string;
  readonly "Profile-To": string;
  /** Tasks whose override changes, each with the profile that answers it after: `synthesis=ultra_fast`. */
  readonly "Profile-Overrides"?: string;
  /** `overrides`, `scheduled`, or both: those that there are were to end. */
  readonly "Profile-Clears"?: string;
  /** When it is to begin: UTC, ISO 8601 without fractions. */
  readonly "Profile-At"?: string;
  /** When it is to end, likewise. */
  readonly "Profile-Until"?: string;
  /** The moments that have come, and that it is made for. */
  readonly "Profile-Due"?: string;
  /** The commit that it undoes. */
  readonly "Profile-Reverts"?: string;
  /** The same commit, where it is to be undone because nothing proved it in time. */
  readonly "Profile-Unproven"?: string;
  /** Providers that are avoided from now on, each with its end, or no longer: `openai until 2026-01-02T14:00:00Z`. */
  readonly "Profile-Avoid"?: string;
  readonly "Profile-Reason"?: string;
  readonly "Profile-By": string;
  /** SHA-256, hex, of the rendered config that was planned, and is reviewed. */
  readonly "Profile-Output"?: string;
  /** Id of the commit's own tree: one that a person changed has another. */
  readonly "Profile-Tree"?: string;
}

/** `unknown` is the absence of a note, never a no. */
export type ProofOutcome = "proven" | "unproven" | "reverted";

/** One line of the git note on a commit (`refs/notes/litellm-profiles`); the JSON form is a contract. */
export interface ProofNote {
  readonly v: 1;
  readonly environment: string;
  /** SHA-256 of the rendered config that was delivered, hex. */
  readonly output_sha256: string;
  readonly outcome: ProofOutcome;
  /** UTC, ISO 8601 with milliseconds. */
  readonly at: string;
  readonly by: string;
  readonly workers: number;
}

/** One change of what an environment has in force, its active profile or its overrides, read from git alone. */
export interface Revision {
  readonly commit: string;
  readonly environment: string;
  /** Null where the environment's file was new, or named no profile. */
  readonly from: string | null;
  readonly to: string;
  /** Overrides that came, went or moved; none where the environment's file was new. */
  readonly overrides: readonly OverrideChange[];
  /** Providers that were avoided from then on, or no longer; none where the environment's file was new. */
  readonly avoid: readonly AvoidChange[];
  readonly author: Person;
  readonly committer: Person;
  /** Committer date, UTC, ISO 8601. */
  readonly at: string;
  readonly subject: string;
  readonly reason: string | null;
  /** Who asked for it, as the trailers say; a program may have committed. Null where no trailer says so. */
  readonly by: string | null;
  /** Who approved it, as the commit or the merge that brought it says; null where neither does. */
  readonly approvers: readonly string[] | null;
  /** Number of the pull request that the subject names, or that of the merge which brought the commit. */
  readonly pull_request: number | null;
  readonly proof: ProofOutcome | "unknown";
}
