import { Failure } from "../domain/failure.ts";
import type { GateResult, WhenStale } from "../domain/gate-result.ts";
import type { PullRequest } from "../domain/pull-request.ts";
import type { Forge } from "../ports/forge.ts";
import type { World } from "../ports/world.ts";
import { formatGateMarkdown } from "../report/gate-markdown.ts";
import { commitRendered } from "./commit-rendered.ts";
import { judgeMerge } from "./judge-merge.ts";
import { openReviews } from "./open-reviews.ts";

/**
 * Says of an open pull request whether it may be merged: what is wrong in what the merge would give, and the plan for
 * every environment, as its one comment and a status of its commit. Where the forge lets the caller write neither, as
 * from a fork, the result says so. With `commit` a config that is stale is rendered onto the branch first. Throws
 * `unknown-pull-request`, and what the forge and git refuse with.
 */
export async function gatePullRequest(
  world: World,
  number: number,
  { stale = "fail" }: { readonly stale?: WhenStale } = {},
): Promise<GateResult> {
  const reviews = await openReviews(world);
  const found = await reviews.forge.get(number);
  if (found.state !== "open") throw ended(found);
  const first = await judgeMerge(world, reviews, found);
  const made = stale === "commit" ? await commitRendered(world, reviews, { pull: found, judged: first }) : undefined;
  const pull = made === undefined ? found : { ...found, head_commit: made.commit };
  const judged = made === undefined ? first : await judgeMerge(world, reviews, pull);
  const { verdict, findings, environments } = judged;
  const rendered = made?.paths ?? [];
  const result = {
    version: 1,
    pull_request: number,
    commit: pull.head_commit,
    verdict,
    findings,
    environments,
    rendered,
  } as const;
  return { ...result, not_told: await tellForge(reviews.forge, result) };
}

function ended({ number, state }: PullRequest): Failure {
  return new Failure(
    "unknown-pull-request",
    `Pull request ${number} is ${state}, so nothing waits at the gate`,
    "`litellm-profiles pr list` lists those that are open",
  );
}

/** The status comes last: whoever waits for it finds the comment. */
async function tellForge(forge: Forge, result: Omit<GateResult, "not_told">): Promise<string | null> {
  const { pull_request: number, commit, verdict } = result;
  try {
    // The forge keeps a line of its own before a comment.
    const body = formatGateMarkdown(result, forge.traits.bodyLimit - 200);
    await forge.comment(number, { kind: "plan", body, onlyReplaces: isQuiet(result) });
    const state = verdict.passed ? "success" : "failure";
    await forge.report(number, { commit, context: "litellm-profiles", state, description: verdict.text });
    return null;
  } catch (error) {
    if (error instanceof Failure && error.code === "forge-denied") return error.message;
    throw error;
  }
}

/** A pull request that touches nothing of ours gets a status alone. */
function isQuiet({ verdict, findings, environments }: Omit<GateResult, "not_told">): boolean {
  return verdict.passed && findings.length === 0 && environments.every(({ change }) => change === "same");
}
