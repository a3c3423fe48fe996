import type { JsonObject } from "../domain/json.ts";
import type { SwitchMode } from "../domain/project.ts";

/** What callers may send; the schemas that refuse anything else are made of these types. */

/** `POST /admin/profiles/switch` */
export interface SwitchBody {
  /**
   * The profile to put in force.
   * @minLength 1
   * @maxLength 200
   */
  readonly profile: string;
  /**
   * The environment; absent, `default`.
   * @minLength 1
   * @maxLength 200
   */
  readonly environment?: string;
  /**
   * Why, for the commit and the history.
   * @maxLength 2000
   */
  readonly reason?: string;
  /**
   * `pull_request` asks for it by a pull request; `direct` refuses where the environment's switches are reviewed first.
   * Absent, as the environment says.
   */
  readonly mode?: SwitchMode;
  /**
   * Only for so long, `30m`, `4h` or `7d`; then what was in force comes back.
   * @maxLength 40
   */
  readonly for?: string;
  /**
   * Only until then, `2026-12-01T08:00Z`, or with an offset, `2026-12-01T09:00+01:00`; instead of `for`.
   * @maxLength 40
   */
  readonly until?: string;
  /**
   * Not at once, but then; likewise.
   * @maxLength 40
   */
  readonly at?: string;
  /**
   * In force at once, and reviewed afterwards, where switches are reviewed first; needs `reason`, and `for` or `until`.
   * `break_glass` in `litellm-profiles.yaml` lists whose tokens may.
   */
  readonly break_glass?: boolean;
  /**
   * Has every group that a task is to get answer one tiny call before anything changes; a group that no proxy has before
   * this change is not called, and `warnings` names it.
   */
  readonly probe?: boolean;
}

/** An answer about one environment. */
export interface EnvironmentQuery {
  /**
   * The environment; absent, `default`.
   * @minLength 1
   * @maxLength 200
   */
  readonly environment?: string;
}

/** `GET /admin/profiles/status` */
export interface StatusQuery extends EnvironmentQuery {
  /** Asks the proxies now; absent, the answer may be one second old. */
  readonly fresh?: boolean;
}

/** `GET /admin/profiles/plan/{profile}` */
export interface PlanPath {
  /**
   * The profile to plan a switch to.
   * @minLength 1
   * @maxLength 200
   */
  readonly profile: string;
}

/** `GET /admin/profiles/history` */
export interface HistoryQuery {
  /**
   * Only this environment; absent, all of them.
   * @minLength 1
   * @maxLength 200
   */
  readonly environment?: string;
  /**
   * How many at most, the newest; absent, 100.
   * @minimum 1
   * @maximum 10000
   * @asType integer
   */
  readonly limit?: number;
}

/** `GET /admin/profiles/validate` */
export interface ValidateQuery {
  /**
   * Only what this profile's file has to answer for; absent, the whole project.
   * @minLength 1
   * @maxLength 200
   */
  readonly profile?: string;
}

/** `POST /admin/profiles/validate` */
export type ValidateBody = GivenProfile | GivenConfig;

/** A profile, as it is or as it would be. */
export interface GivenProfile {
  /**
   * Its name.
   * @minLength 1
   * @maxLength 200
   */
  readonly profile: string;
  /** What would stand in its file, as YAML or as an object; absent, what stands there. */
  readonly source?: string | JsonObject;
}

/** Any LiteLLM config. */
export interface GivenConfig {
  /** As YAML or as an object. */
  readonly config: string | JsonObject;
  /**
   * The release that will read it; absent, the newest that is known.
   * @pattern ^[0-9]{1,6}[.][0-9]{1,6}([.][0-9]{1,6})?$
   */
  readonly litellm?: string;
}

/** `GET /admin/profiles/stats/{profile}` */
export interface StatsPath {
  /**
   * The profile.
   * @minLength 1
   * @maxLength 200
   */
  readonly profile: string;
}

/** `GET /admin/profiles/stats` */
export interface StatsQuery extends EnvironmentQuery {
  /**
   * How far back to look, as `15m`, `24h` or `7d`; absent, since the profile became active.
   * @pattern ^[1-9][0-9]{0,4}[smhd]$
   */
  readonly period?: string;
}

/** `POST /admin/profiles/reload` */
export interface ReloadBody {
  /**
   * The environment; absent, `default`.
   * @minLength 1
   * @maxLength 200
   */
  readonly environment?: string;
}

/** `POST /admin/profiles/rollback` */
export interface RollbackBody {
  /**
   * The environment; absent, `default`.
   * @minLength 1
   * @maxLength 200
   */
  readonly environment?: string;
  /**
   * The commit of the switch to undo, or its first digits; absent, the newest switch that is in force.
   * @pattern ^[0-9a-f]{4,64}$
   */
  readonly commit?: string;
  /**
   * Why, for the commit and the history.
   * @maxLength 2000
   */
  readonly reason?: string;
  /**
   * `pull_request` asks for it by a pull request; `direct` refuses where the environment's switches are reviewed first.
   * Absent, as the environment says.
   */
  readonly mode?: SwitchMode;
}
