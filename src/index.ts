import { composeWorld } from "./compose.ts";
import type { SwitchMode } from "./domain/project.ts";
import type { SwitchResult } from "./domain/switch-result.ts";
import { readCurrentProfile, type CurrentProfile } from "./operations/read-current-profile.ts";
import { readWantedTime, type WrittenTime } from "./operations/read-wanted-time.ts";
import { switchProfile } from "./operations/switch-profile.ts";
import { validateAssignments, type AssignmentsReport } from "./operations/validate-assignments.ts";

export { Failure, SourcesInvalid, type FailureCode, type Retry } from "./domain/failure.ts";
export type { Finding, Severity } from "./domain/finding.ts";
export type { Plan, TaskPlan } from "./domain/plan.ts";
export type { Proof } from "./domain/proof.ts";
export type { PushResult } from "./domain/push-result.ts";
export type { SwitchOutcome, SwitchResult } from "./domain/switch-result.ts";
export type { AssignmentsReport, CurrentProfile, SwitchMode, WrittenTime };

export interface ProfileManagerOptions {
  /** The project's folder; absent, the current one. */
  readonly root?: string;
  /** Absent, `default`. */
  readonly environment?: string;
}

export interface SwitchOptions extends WrittenTime {
  /** Why, for the commit and the history. */
  readonly reason?: string;
  /** Absent, as the environment says; `direct` is refused where switches are reviewed first, but for `breakGlass`. */
  readonly mode?: SwitchMode;
  /** With `direct`: in force at once, and reviewed afterwards; needs a reason and an end. */
  readonly breakGlass?: boolean;
  /** Only these tasks get the profile, as overrides that survive a switch. */
  readonly tasks?: readonly string[];
  /** Ends every override. */
  readonly clearOverrides?: boolean;
  /** Has every group that a task is to get answer one tiny call before anything changes. */
  readonly probe?: boolean;
  /** Goes on although a proxy or a probed group does not answer; nothing is put back then. */
  readonly force?: boolean;
}

/** Profiles of one environment: what the command line does, for programs. Refusals are thrown as `Failure`. */
export interface ProfileManager {
  /**
   * Puts another profile in force: one commit, delivered, and proven on every proxy worker. `reload_successful` is true
   * only where it was proven. A failure that is thrown means that nothing has changed.
   */
  switchProfile(profile: string, options?: SwitchOptions): Promise<SwitchResult>;
  /** Which profile is declared, and which groups really answer the tasks. */
  getCurrentProfile(): Promise<CurrentProfile>;
  /** Whether every profile, or the one named, answers every task as it asks; of the work tree. */
  validateAssignments(profile?: string): Promise<AssignmentsReport>;
}

/** Opens a project. Throws a `Failure` where its folder is in no git work tree. */
export async function getProfileManager(options: ProfileManagerOptions = {}): Promise<ProfileManager> {
  const { root, environment = "default" } = options;
  const world = await composeWorld(root === undefined ? {} : { root });
  return {
    async switchProfile(profile, switching = {}) {
      const when = readWantedTime(switching, world.clock.now());
      return switchProfile(world, { environment, profile, ...switching, ...when });
    },
    getCurrentProfile: () => readCurrentProfile(world, environment),
    validateAssignments: (profile) => validateAssignments(world.readWorkTree, profile),
  };
}
