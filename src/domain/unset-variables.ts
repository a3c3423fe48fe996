/** Variables that one worker of a proxy lacks. */
export interface UnsetVariables {
  /** `host:pid` */
  readonly worker: string;
  /** Sorted; empty where it has all that it was asked for. */
  readonly names: readonly string[];
}
