import { Failure } from "../domain/failure.ts";
import type { Forge } from "../ports/forge.ts";
import type { BroughtCommit } from "./find-brought.ts";
import { tryTo } from "./try-to.ts";

/**
 * Number of the pull request that brought a commit; null where git names none. A subject can be written by anybody, and
 * each forge counts for itself: throws `unknown-pull-request` where the forge has none of this number that was merged by
 * this very commit.
 */
export async function requireBroughtPull(
  { get }: Pick<Forge, "get">,
  { commit, merge, pullRequest: number }: BroughtCommit,
): Promise<number | null> {
  if (number === null) return null;
  const said = `Commit \`${(merge ?? commit).slice(0, 12)}\` says that it brings pull request ${number}`;
  const pull = await tryTo(async () => get(number));
  if (pull instanceof Failure) {
    if (pull.code !== "unknown-pull-request") throw pull;
    throw untold(`${said}, and there is none of that number here`, pull);
  }
  if (pull.state === "merged" && [commit, merge].includes(pull.merge_commit)) return number;
  const state = pull.state === "merged" ? "was merged by another commit" : `is ${pull.state}`;
  throw untold(`${said}, but the one of that number ${state}`);
}

function untold(message: string, cause?: Failure): Failure {
  return new Failure(
    "unknown-pull-request",
    message,
    "No pull request is told of the proof; `forge` in `litellm-profiles.yaml` names where yours are",
    { cause },
  );
}
