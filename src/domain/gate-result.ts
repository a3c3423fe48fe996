import type { Finding } from "./finding.ts";
import type { Plan } from "./plan.ts";

/** What a rendered config that is not what its sources give is worth: a refusal, or a commit that renders it. */
export type WhenStale = "fail" | "commit";

/** What a pull request would do to one environment. */
export interface GatedEnvironment {
  readonly environment: string;
  /** Path of its rendered config, relative to the project. */
  readonly output: string;
  /** `same`: the merge leaves its config as it is; `removed`: the environment is gone afterwards. */
  readonly change: "changed" | "same" | "removed";
  /** Null where it stays the same, is removed, or its sources do not render. */
  readonly plan: Plan | null;
}

/** Whether a pull request may be merged, in one line. */
export interface Verdict {
  readonly passed: boolean;
  /** One sentence without a full stop. */
  readonly text: string;
}

/** What the gate says of a pull request. The JSON form is a contract. */
export interface GateResult {
  readonly version: 1;
  readonly pull_request: number;
  /** The commit that was judged: the newest of its branch. */
  readonly commit: string;
  readonly verdict: Verdict;
  /** What is wrong in what the merge would give. */
  readonly findings: readonly Finding[];
  readonly environments: readonly GatedEnvironment[];
  /** Paths of the configs that the gate rendered and committed onto the branch. */
  readonly rendered: readonly string[];
  /** Why the forge took neither comment nor status, as from a fork; null where it did. */
  readonly not_told: string | null;
}
