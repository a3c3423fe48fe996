import type { PullRequest } from "../../domain/pull-request.ts";

/** What of GitHub's answer is read; a listed one has the same. */
interface GitHubPullRequest {
  readonly number: number;
  readonly html_url: string;
  readonly state: string;
  readonly title: string;
  readonly body: string | null;
  readonly head: { readonly ref: string; readonly sha: string };
  readonly base: { readonly ref: string };
  readonly user: { readonly login: string } | null;
  readonly merged_at: string | null;
  readonly merge_commit_sha: string | null;
  readonly updated_at: string;
}

/** In the words of the port. GitHub keeps the line ends of whichever browser wrote a body. */
export function toPullRequest(answer: GitHubPullRequest): PullRequest {
  const { number, html_url: url, title, body, head, base, user, merged_at, merge_commit_sha, updated_at } = answer;
  const isMerged = merged_at !== null;
  return {
    number,
    url,
    state: isMerged ? "merged" : answer.state === "open" ? "open" : "closed",
    title,
    body: (body ?? "").replaceAll("\r\n", "\n"),
    head: head.ref,
    head_commit: head.sha,
    base: base.ref,
    author: user?.login ?? "ghost",
    // Of an open one it names a trial merge.
    merge_commit: isMerged ? merge_commit_sha : null,
    updated_at,
  };
}
