import { Failure } from "../domain/failure.ts";
import type { Forge } from "../ports/forge.ts";
import type { BroughtCommit } from "./find-brought.ts";
import type { PullRequestClaim } from "./find-merges.ts";
import { tryTo } from "./try-to.ts";

/**
 * Number of the pull request that brought a commit; null where git names none. A subject can be written by anybody, and
 * each forge counts for itself: throws `unknown-pull-request` where the forge has none of these numbers that was merged by
 * this very commit, or its merge.
 */
export async function requireBroughtPull(forge: Pick<Forge, "get">, brought: BroughtCommit): Promise<number | null> {
  let refusal: Failure | undefined;
  for (const claim of brought.claims) {
    refusal = await findRefusal(forge, brought, claim);
    if (refusal === undefined) return claim.number;
  }
  if (refusal !== undefined) throw refusal;
  return null;
}

/** Why a claim is not so; undefined where it is. */
async function findRefusal(
  { get }: Pick<Forge, "get">,
  { commit, merge }: BroughtCommit,
  { number, commit: claimant }: PullRequestClaim,
): Promise<Failure | undefined> {
  const said = `Commit \`${claimant.slice(0, 12)}\` says that it brings pull request ${number}`;
  const pull = await tryTo(async () => get(number));
  if (pull instanceof Failure) {
    if (pull.code !== "unknown-pull-request") throw pull;
    return untold(`${said}, and there is none of that number here`, pull);
  }
  if (pull.state === "merged" && [commit, merge].includes(pull.merge_commit)) return undefined;
  const state = pull.state === "merged" ? "was merged by another commit" : `is ${pull.state}`;
  return untold(`${said}, but the one of that number ${state}`);
}

function untold(message: string, cause?: Failure): Failure {
  return new Failure(
    "unknown-pull-request",
    message,
    "No pull request is told of the proof; `forge` in `litellm-profiles.yaml` names where yours are",
    { cause },
  );
}
