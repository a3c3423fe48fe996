import { Failure } from "../domain/failure.ts";
import type { PullRequest } from "../domain/pull-request.ts";
import type { ProposedChange } from "../domain/switch-result.ts";
import { printPullRequestBody, printPullRequestTitle } from "../report/pull-request-body.ts";
import type { Standing } from "./look-at-standing.ts";
import type { ProposalContent } from "./standing-commit.ts";

/**
 * Opens the pull request, or brings title and body of the one that stands up to date. Throws `branch-moved` where
 * somebody else's commit came onto the branch meanwhile.
 */
export async function publishPullRequest(
  standing: Standing,
  content: ProposalContent & { readonly commit: string },
): Promise<ProposedChange> {
  const { forge, branch, look, pull } = standing;
  const title = printPullRequestTitle(content.draft.plan, content.requests);
  const body = printPullRequestBody({
    plan: content.draft.plan,
    requests: content.requests,
    limit: forge.traits.bodyLimit,
    outputUrl: forge.traits.fileUrl(branch, content.draft.environment.output),
  });
  const wanted = { title, body, base: look.base.name };
  const found = pull ?? (await forge.open({ ...wanted, head: branch }));
  const isSame = saysTheSame(found, wanted);
  const now = isSame ? found : await forge.update(found.number, wanted);
  // A forge may hear of a push a little later than whoever pushed.
  if (![content.commit, pull === undefined ? null : look.tip].includes(now.head_commit)) throw overtaken(now);
  const isKept = isSame && look.tip === content.commit;
  return toProposed(now, branch, pull === undefined ? "opened" : isKept ? "unchanged" : "updated");
}

/** What the standing pull request is to whoever asked. */
export function toProposed(
  { number, url, title, state }: PullRequest,
  branch: string,
  action: ProposedChange["action"],
): ProposedChange {
  return { number, url, title, state, branch, action };
}

/** Forges trim a body. */
function saysTheSame(found: PullRequest, wanted: Pick<PullRequest, "title" | "body" | "base">): boolean {
  return found.title === wanted.title && found.base === wanted.base && found.body.trim() === wanted.body.trim();
}

function overtaken({ number, head_commit }: PullRequest): Failure {
  return new Failure(
    "branch-moved",
    `Pull request ${number} is on \`${head_commit.slice(0, 12)}\` now: somebody else was faster`,
    "Ask again on top of what is there now",
  );
}
