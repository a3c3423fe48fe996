import { isDeepStrictEqual } from "node:util";
import type { SwitchTrailers } from "../domain/revision.ts";
import { parseSwitchMessage } from "../domain/switch-message.ts";
import { printPullRequestTitle, printRequests } from "../report/pull-request-body.ts";
import type { Draft } from "./draft-change.ts";
import type { Standing } from "./look-at-standing.ts";

/** What a pull request is to bring in, and who asked for it. */
export interface ProposalContent {
  readonly draft: Draft;
  readonly requests: readonly SwitchTrailers[];
}

/**
 * The commit on the pull request's branch that brings the base to what was drafted. The one that is there stays as long
 * as it still does exactly that, so that no review is lost: also where the base has moved, unless they conflict. Any
 * other is replaced by one on top of the base, from exactly what was seen. Throws `branch-moved`.
 */
export async function standingCommit(standing: Standing, content: ProposalContent): Promise<string> {
  const { base, branch, branches, look } = standing;
  const tree = await branches.tree(base.head.commit, content.draft.edits);
  if (look.tip !== null && (await stillDoes(standing, content, tree))) return look.tip;
  const message = messageOf(content, tree);
  const commit = await branches.commit({ tree, parent: base.head.commit, message });
  await branches.move(branch, { from: look.tip, to: commit });
  return commit;
}

async function stillDoes({ base, branches, look }: Standing, content: ProposalContent, tree: string): Promise<boolean> {
  const [newest, ...others] = look.commits;
  if (newest === undefined || others.length > 0) return false;
  const said = parseSwitchMessage(newest.message).map(({ "Profile-Tree": _tree, ...block }) => block);
  const due = parseSwitchMessage(printRequests(content.requests, content.draft.plan));
  return isDeepStrictEqual(said, due) && (await branches.mergedTree(base.head.commit, newest.commit)) === tree;
}

/** The tree comes last, and belongs to the last block of trailers. */
function messageOf(content: ProposalContent, tree: string): string {
  const { draft, requests } = content;
  const undone = requests.map((request) => request["Profile-Reverts"]).filter((commit) => commit !== undefined);
  const body = undone.map((commit) => `This reverts commit ${commit}.\n\n`).join("");
  return `${printPullRequestTitle(draft.plan, requests)}\n\n${body}${printRequests(requests, draft.plan)}Profile-Tree: ${tree}\n`;
}
