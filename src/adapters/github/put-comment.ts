import type { Octokit } from "@octokit/rest";
import type { StickyComment } from "../../domain/pull-request.ts";
import { readRefusal } from "./github-failure.ts";

interface Place {
  readonly owner: string;
  readonly repo: string;
  readonly number: number;
}

/**
 * Puts the one comment of its kind, which a line that Markdown does not show tells apart. Another attempt at a new one
 * would give two where only the answer got lost, so it is looked for again before.
 */
export async function putComment(octokit: Octokit, place: Place, comment: StickyComment): Promise<void> {
  const { kind, body, onlyReplaces = false } = comment;
  const marker = `<!-- litellm-profiles comment: ${kind} -->`;
  const { owner, repo, number } = place;
  const text = `${marker}\n${body}`;
  for (let attempt = 1; ; attempt++) {
    const found = await findComment(octokit, place, marker);
    try {
      if (found === undefined && onlyReplaces) return;
      if (found === undefined) {
        const request = { retries: 0 };
        await octokit.rest.issues.createComment({ owner, repo, issue_number: number, body: text, request });
      } else if (found.body !== text) {
        await octokit.rest.issues.updateComment({ owner, repo, comment_id: found.id, body: text });
      }
      return;
    } catch (error) {
      if (attempt === 3 || (readRefusal(error)?.status ?? 0) < 500) throw error;
    }
  }
}

async function findComment(octokit: Octokit, { owner, repo, number }: Place, marker: string) {
  const pages = octokit.paginate.iterator(octokit.rest.issues.listComments, {
    owner,
    repo,
    issue_number: number,
    per_page: 100,
  });
  for await (const { data } of pages) {
    const found = data.find(({ body }) => body?.startsWith(marker));
    if (found !== undefined) return { id: found.id, body: found.body ?? "" };
  }
  return undefined;
}
