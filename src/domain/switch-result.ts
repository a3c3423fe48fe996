import type { Plan } from "./plan.ts";
import type { Proof } from "./proof.ts";
import type { PullRequest } from "./pull-request.ts";
import type { PushResult } from "./push-result.ts";

/**
 * `switched`: the profile is in force, proven where there is a proxy; `already active`: nothing had to be committed;
 * `held`: committed and delivered, and not proven; `reverted`: not proven, so the last good config went back;
 * `proposed`: a pull request asks for it; `withdrawn`: what is in force is wanted again, and the pull request is closed.
 */
export type SwitchOutcome = "switched" | "already active" | "held" | "reverted" | "proposed" | "withdrawn";

/** The pull request that stands for an environment's wanted change, and what became of it. */
export interface ProposedChange extends Pick<PullRequest, "number" | "url" | "title" | "state"> {
  /** The branch that it brings in, without `refs/heads/`. */
  readonly branch: string;
  readonly action: "opened" | "updated" | "unchanged" | "closed";
}

/** Milliseconds that each phase took; `check` runs beside `load`. */
export type SwitchTiming = Readonly<
  Record<"load" | "check" | "commit" | "deliver" | "prove" | "note" | "push" | "total", number>
>;

/** How the way back went. */
export interface WayBack {
  /** The commit that undoes the switch; null where none could be made, and `warnings` say why. */
  readonly commit: string | null;
  /** Whether the proxies are back. */
  readonly proof: Proof;
}

/** What a switch or a rollback did. The JSON form is a contract. */
export interface SwitchResult {
  readonly version: 1;
  readonly environment: string;
  readonly outcome: SwitchOutcome;
  /**
   * Whether the environment now declares `to_profile`, and nothing speaks against its being in force; of a change that
   * is reviewed first, whether its pull request says so.
   */
  readonly success: boolean;
  readonly from_profile: string;
  readonly to_profile: string;
  /** Task → group, as declared afterwards; legacy names are not among them. */
  readonly active_mappings: Readonly<Record<string, string>>;
  /** UTC, ISO 8601 with milliseconds. */
  readonly switch_timestamp: string;
  /** True only where it was proven. */
  readonly reload_successful: boolean;
  /** Null where nothing had to be committed. For a pull request the one on its branch. */
  readonly commit: string | null;
  /** Null where no pull request was asked for, or none stands. */
  readonly pull_request: ProposedChange | null;
  readonly proof: Proof;
  readonly plan: Plan;
  /** The command that undoes it; null where there is nothing to undo. */
  readonly undo: string | null;
  readonly way_back: WayBack | null;
  /** Null where the environment names no remote. */
  readonly push: PushResult | null;
  readonly warnings: readonly string[];
  readonly milliseconds: SwitchTiming;
}
