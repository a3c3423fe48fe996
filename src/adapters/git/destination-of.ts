import { Failure } from "../../domain/failure.ts";
import type { Head } from "../../ports/store.ts";
import type { Repository } from "./repository.ts";
import { runGit } from "./run-git.ts";

/** The ref that the branch has as its upstream at this remote, else the one of the same name. Throws `detached-head`. */
export async function destinationOf(
  repository: Repository,
  { branch }: Pick<Head, "branch">,
  remote: string,
): Promise<string> {
  if (branch === null) {
    throw new Failure(
      "detached-head",
      "No branch is checked out, so there is none at the remote either",
      "Check a branch out: `git switch NAME`",
    );
  }
  const format = "--format=%(upstream:remotename) %(upstream:remoteref)";
  const [upstream, ref = ""] = (await runGit(repository, ["for-each-ref", format, branch])).trim().split(" ");
  return upstream === remote && ref !== "" ? ref : branch;
}
