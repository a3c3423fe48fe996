import type { Deployment } from "../domain/deployment.ts";
import type { LeftByHand } from "../domain/import-result.ts";

/** What answers a task in a profile: deployments that the profile is to hold, or a group that stays in the template. */
export type Cell =
  | { readonly kind: "deployments"; readonly group: string; readonly deployments: readonly Deployment[] }
  | { readonly kind: "group"; readonly group: string };

export interface TakenTask {
  readonly name: string;
  readonly legacyNames: readonly string[];
  /** The profile that answers it in the config. */
  readonly profile: string;
  /** By profile. */
  readonly cells: ReadonlyMap<string, Cell>;
  /** By profile the profiles to fall back on. */
  readonly fallbacks: ReadonlyMap<string, readonly string[]>;
}

/** What of a config becomes sources. */
export interface Takeover {
  /** As `group_pattern` of a project has it. */
  readonly pattern: string;
  readonly tasks: readonly TakenTask[];
  /** Names, in the order in which the config shows them. */
  readonly profiles: readonly string[];
  /** The profile in force. */
  readonly active: string;
  readonly left: readonly LeftByHand[];
}

/** A task before its fallbacks are settled. */
export interface ProposedTask {
  readonly name: string;
  /** The profile that answers it. */
  readonly profile: string;
  /** By profile the group that answers it. */
  readonly groups: ReadonlyMap<string, string>;
  /** Other aliases to the group that answers it. */
  readonly otherNames: readonly string[];
}

export interface Proposal extends Omit<Takeover, "tasks"> {
  readonly tasks: readonly ProposedTask[];
}
