import type { Octokit } from "@octokit/rest";
import type { StickyComment } from "../../domain/pull-request.ts";
import { isLimited, readRefusal } from "./github-failure.ts";

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
  /** Whether its author may be one of us: a program, or somebody of whom GitHub says that they belong to the repository. */
  readonly isTrusted: boolean;
}

/**
 * Puts the one comment of its kind, which a line that Markdown does not show tells apart. Another attempt at a new one
 * would give two where only the answer got lost, so it is looked for again before; and once more after, as somebody else
 * may have put one meanwhile: the oldest stays, with what was said last. A stranger can copy the line, and change later what
 * they wrote: theirs is none of ours, nor is one that may not be edited: then the next one is. False where it had been said
 * before the first attempt, or nothing was there to replace.
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
  const { kept, refused } = await editFirst(octokit, place, {
    found: found.filter(({ isTrusted }) => isTrusted),
    text,
  });
  const edited = kept ?? (await editOwn(octokit, place, { found: found.filter(({ isTrusted }) => !isTrusted), text }));
  if (edited !== undefined) {
    await removeOwn(octokit, place, { others: found.filter(({ id }) => id > edited.id), author: edited.author });
    return edited.body !== text;
  }
  if (onlyReplaces && refused !== undefined) throw refused;
  if (onlyReplaces) return false;
  await keepOneBeside(octokit, place, { marker, text }, ({ isTrusted }) => refused === undefined && isTrusted);
  return true;
}

/** Comments, one of which is to say something. */
interface Candidates {
  /** The oldest first. */
  readonly found: readonly Found[];
  readonly text: string;
}

/** What became of comments that are to say something. */
interface Edited {
  /** The oldest that may be edited, as it was; undefined where none may. */
  readonly kept?: Found;
  /** Why the last of them may not be; undefined where there is none. */
  readonly refused?: unknown;
}

async function editFirst(octokit: Octokit, place: Place, { found, text }: Candidates): Promise<Edited> {
  let refused: unknown;
  for (const each of found) {
    try {
      await edit(octokit, place, each, text);
      return { kept: each };
    } catch (error) {
      if (!isForbidden(error)) throw error;
      refused = error;
    }
  }
  return { refused };
}

/** Not where it was only asked too often. */
function isForbidden(error: unknown): boolean {
  const refusal = readRefusal(error);
  return refusal?.status === 403 && !isLimited(refusal);
}

async function edit(octokit: Octokit, { owner, repo }: Place, { id, body }: Found, text: string): Promise<void> {
  if (body !== text) await octokit.rest.issues.updateComment({ owner, repo, comment_id: id, body: text });
}

/** Of one who belongs to the repository without saying so in public, GitHub may say that they do not. */
async function editOwn(octokit: Octokit, place: Place, { found, text }: Candidates): Promise<Found | undefined> {
  if (found.length === 0) return undefined;
  const own = await ownId(octokit);
  const { kept } = await editFirst(octokit, place, { found: found.filter(({ author }) => author === own), text });
  return kept;
}

/** Undefined for a program, which GitHub does not tell. */
async function ownId(octokit: Octokit): Promise<number | undefined> {
  try {
    return (await octokit.rest.users.getAuthenticated()).data.id;
  } catch (error) {
    if (!isForbidden(error)) throw error;
    return undefined;
  }
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
  await edit(octokit, place, oldest, text);
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
