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
