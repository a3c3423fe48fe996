import type { Target } from "./choose-target.ts";
import type { HeadState } from "./load-head.ts";

export interface SwitchRequest extends Target {
  readonly environment: string;
  /** Why, for the commit. */
  readonly reason?: string;
  /** By a pull request, also where the environment's switches are direct. */
  readonly pullRequest?: boolean;
  /** Takes the place of what somebody else has asked for in the same pull request. */
  readonly replace?: boolean;
  /** Goes on although a proxy does not answer or does not run the module. */
  readonly force?: boolean;
}

export interface RollBackRequest {
  readonly environment: string;
  /** A user's word for the commit of a switch; absent, the newest switch that is in force. */
  readonly commit?: string;
  readonly reason?: string;
  /** By a pull request, also where the environment's switches are direct. */
  readonly pullRequest?: boolean;
  /** Takes the place of what somebody else has asked for in the same pull request. */
  readonly replace?: boolean;
  /** Goes on although a proxy does not answer or does not run the module. */
  readonly force?: boolean;
}

/** Whether a change of this environment is reviewed before it is in force. */
export function isReviewed({ pullRequest = false }: Pick<SwitchRequest, "pullRequest">) {
  return ({ environment }: Pick<HeadState, "environment">): boolean =>
    pullRequest || environment.switchMode === "pull_request";
}
