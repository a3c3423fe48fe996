/** What became of bringing a change to the remote that the environment names. The JSON form is a contract. */
export interface PushResult {
  /** Name of the git remote. */
  readonly remote: string;
  /** Whether its branch holds the change now. */
  readonly pushed: boolean;
  /** Why not; null where it is. */
  readonly why: string | null;
  /** What to do; null where there is nothing. */
  readonly hint: string | null;
}
