import { Failure } from "../domain/failure.ts";
import type { SwitchMode } from "../domain/project.ts";
import type { Target } from "./choose-target.ts";
import type { HeadState } from "./load-head.ts";

export interface SwitchRequest extends Target {
  readonly environment: string;
  /** Why, for the commit. */
  readonly reason?: string;
  /** Absent, as the environment says; a pull request may always be asked for. */
  readonly mode?: SwitchMode;
  /** With the mode `direct`: in force at once, and reviewed afterwards, where switches are reviewed first. */
  readonly breakGlass?: boolean;
  /** Takes the place of what somebody else has asked for in the same pull request. */
  readonly replace?: boolean;
  /** Has every group that an alias is to lead to answer one tiny call before anything changes. */
  readonly probe?: boolean;
  /** Goes on although a proxy does not answer or does not run the module, or a probed group does not answer. */
  readonly force?: boolean;
}

export interface RollBackRequest {
  readonly environment: string;
  /** A user's word for the commit of a switch; absent, the newest switch that is in force. */
  readonly commit?: string;
  readonly reason?: string;
  /** Absent, as the environment says; a pull request may always be asked for. */
  readonly mode?: SwitchMode;
  /** Takes the place of what somebody else has asked for in the same pull request. */
  readonly replace?: boolean;
  /** Goes on although a proxy does not answer or does not run the module. */
  readonly force?: boolean;
}

/** Whether a change of this environment is reviewed before it is in force. Throws `not-reviewed` where it may not be direct. */
export function isReviewed({ mode }: Pick<SwitchRequest, "mode">) {
  return ({ environment: { name, switchMode } }: Pick<HeadState, "environment">): boolean => {
    if (mode === "direct" && switchMode === "pull_request") throw reviewedFirst(name);
    return (mode ?? switchMode) === "pull_request";
  };
}

function reviewedFirst(environment: string): Failure {
  return new Failure(
    "not-reviewed",
    `Switches of environment \`${environment}\` are reviewed first`,
    "Leave out `--direct`, and a pull request asks for it; in an emergency, `--direct --break-glass` goes first",
  );
}
