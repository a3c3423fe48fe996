import type { Octokit } from "@octokit/rest";
import type { StickyComment } from "../../domain/pull-request.ts";
import { readRefusal } from "./github-failure.ts";

interface Place {
  readonly owner: string;
  readonly repo: string;
  readonly number: number;
}

/** One that carries the marker. */
interface Found {
  readonly id: number;
  readonly body: string;
  readonly author: number | null;
  /** Whether its author may be one of us: a program, or somebody who belongs to the repository. */
  readonly isTrusted: boolean;
}

/**
 * Puts the one comment of its kind, which a line that Markdown does not show tells apart. Another attempt at a new one
 * would give two where only the answer got lost, so it is looked for again before; and once more after, as somebody else
 * may have put one meanwhile: the oldest stays, with what was said last. A stranger can copy the line, and change later what
 * they wrote: theirs is none of ours, nor is one that may not be edited. False where it had been said before the first
 * attempt, or nothing was there to replace.
 */
export async function putComment(octokit: Octokit, place: Place, comment: StickyComment): Promise<boolean> {
  const { kind, body, onlyReplaces = false } = comment;
  const marker = `<!-- litellm-profiles comment: ${kind} -->`;
  const text = `${marker}\n${body}`;
  for (let attempt = 1; ; attempt++) {
    try {
      const isNew = await putOnce(octokit, place, { marker, text, onlyReplaces });
      return isNew || attempt > 1;
    } catch (error) {
      if (attempt === 3 || (readRefusal(error)?.status ?? 0) < 500) throw error;
    }
  }
}

async function putOnce(octokit: Octokit, place: Place, comment: New & { readonly onlyReplaces: boolean }) {
  const { marker, text, onlyReplaces } = comment;
  const found = await findComments(octokit, place, marker);
  const [oldest, ...others] = found.filter(({ isTrusted }) => isTrusted);
  if (oldest === undefined && onlyReplaces) return false;
  if (oldest === undefined) {
    await keepOneBeside(octokit, place, { marker, text }, ({ isTrusted }) => isTrusted);
    return true;
  }
  try {
    await keepOne(octokit, place, { oldest, others, text });
  } catch (error) {
    if (onlyReplaces || readRefusal(error)?.status !== 403) throw error;
    await keepOneBeside(octokit, place, { marker, text }, () => false);
  }
  return oldest.body !== text;
}

interface Kept {
  readonly oldest: Found;
  readonly others: readonly Found[];
  readonly text: string;
}

async function keepOne(octokit: Octokit, place: Place, { oldest, others, text }: Kept): Promise<void> {
  const { owner, repo } = place;
  if (oldest.body !== text) {
    await octokit.rest.issues.updateComment({ owner, repo, comment_id: oldest.id, body: text });
  }
  await removeOwn(octokit, place, { others, author: oldest.author });
}

interface New {
  readonly marker: string;
  readonly text: string;
}

/** Puts a new one, and gives way to an older one of the same author, and to what somebody else has put at the same time. */
async function keepOneBeside(
  octokit: Octokit,
  place: Place,
  { marker, text }: New,
  counts: (found: Found) => boolean,
): Promise<void> {
  const { owner, repo, number } = place;
  const { data } = await octokit.rest.issues.createComment({
    owner,
    repo,
    issue_number: number,
    body: text,
    request: { retries: 0 },
  });
  const own = toFound(data);
  const found = await findComments(octokit, place, marker);
  const [oldest = own, ...others] = found.filter((each) => each.author === own.author || counts(each));
  if (oldest.id === own.id) return removeOwn(octokit, place, { others, author: own.author });
  await keepOne(octokit, place, { oldest, others: [], text });
  return removeOwn(octokit, place, { others: [own], author: own.author });
}

/** A marker can be copied: what somebody else wrote stays. */
async function removeOwn(
  octokit: Octokit,
  { owner, repo }: Place,
  { others, author }: { readonly others: readonly Found[]; readonly author: number | null },
): Promise<void> {
  for (const { id } of others.filter((each) => each.author === author)) {
    try {
      await octokit.rest.issues.deleteComment({ owner, repo, comment_id: id });
    } catch (error) {
      if (readRefusal(error)?.status !== 404) throw error;
    }
  }
}

/** The oldest first. */
async function findComments(octokit: Octokit, { owner, repo, number }: Place, marker: string): Promise<Found[]> {
  const all = await octokit.paginate(octokit.rest.issues.listComments, {
    owner,
    repo,
    issue_number: number,
    per_page: 100,
  });
  const ours = all.map(toFound).filter(({ body }) => body.startsWith(marker));
  return ours.toSorted((a, b) => a.id - b.id);
}

interface Answered {
  readonly id: number;
  readonly body?: string;
  readonly user: { readonly id: number; readonly type: string } | null;
  readonly author_association?: string;
}

const insiders = new Set(["OWNER", "MEMBER", "COLLABORATOR"]);

function toFound({ id, body, user, author_association: association = "" }: Answered): Found {
  return {
    id,
    body: body ?? "",
    author: user?.id ?? null,
    isTrusted: user?.type === "Bot" || insiders.has(association),
  };
}
