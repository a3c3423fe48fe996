/** `closed`: ended without being merged. */
export type PullRequestState = "open" | "merged" | "closed";

/** A pull request as a forge tells of it. The JSON form is a contract. */
export interface PullRequest {
  readonly number: number;
  /** Where people look at it; null where the forge has no pages. */
  readonly url: string | null;
  readonly state: PullRequestState;
  readonly title: string;
  /** Markdown, line ends as `\n`. */
  readonly body: string;
  /** The branch that it brings in, without `refs/heads/`. */
  readonly head: string;
  /** What that branch names, or named when the pull request ended. */
  readonly head_commit: string;
  /** The branch that it goes into, without `refs/heads/`. */
  readonly base: string;
  /** Who opened it, as the forge calls them. */
  readonly author: string;
  /** The commit that brought it in; null until then. */
  readonly merge_commit: string | null;
  /** UTC, ISO 8601. */
  readonly updated_at: string;
}

/** A pull request to open. */
export type NewPullRequest = Pick<PullRequest, "head" | "base" | "title" | "body">;

/** The one comment of its kind under a pull request, replaced in place. */
export interface StickyComment {
  /** Which kind: lower case and dashes. */
  readonly kind: string;
  /** Markdown. */
  readonly body: string;
  /** Replaces the one that is there; where there is none, there stays none. */
  readonly onlyReplaces?: boolean;
}

/** One line about a commit, in the list of checks under a pull request. */
export interface CommitStatus {
  readonly commit: string;
  /** Which line: a later status of the same context replaces it. */
  readonly context: string;
  readonly state: "pending" | "success" | "failure";
  /** One sentence; cut where the forge shows less. */
  readonly description: string;
}
